# node: control-plane
# says: a Pod without requirements
set -eu
kubectl delete pod stuck waiting --ignore-not-found --now
kubectl run stuck --image=localhost/web:1
kubectl run waiting --image=localhost/web:1
kubectl wait pod/stuck pod/waiting --for=condition=Ready --timeout=60s
