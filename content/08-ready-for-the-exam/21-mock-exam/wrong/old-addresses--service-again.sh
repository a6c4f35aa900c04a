# node: control-plane
# says: it wants Pods on 1
set -eu
kubectl delete service desk --ignore-not-found
kubectl expose deployment desk --port=80 --target-port=8080
