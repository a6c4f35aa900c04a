# node: control-plane
# says: the Service has a selector
set -eu
kubectl delete service mirror --ignore-not-found
kubectl expose deployment shop --name=mirror --port=80 --target-port=8080
