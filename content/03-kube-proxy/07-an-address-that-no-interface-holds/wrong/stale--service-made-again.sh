# node: control-plane
# says: no program writes new ones
set -eu
kubectl delete service shop
kubectl expose deployment shop --port=80 --target-port=8080
