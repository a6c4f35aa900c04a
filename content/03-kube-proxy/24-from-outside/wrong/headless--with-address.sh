# node: control-plane
# says: has its own address
set -eu
kubectl scale deployment shop --replicas=2
kubectl delete service shop-each --ignore-not-found
kubectl expose deployment shop --name=shop-each --port=8080
