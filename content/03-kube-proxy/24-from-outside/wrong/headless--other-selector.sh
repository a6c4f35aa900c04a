# node: control-plane
# says: DNS gives only ready Pods that match the selector
set -eu
kubectl delete service shop-each --ignore-not-found
kubectl create service clusterip shop-each --clusterip=None --tcp=8080
