# node: control-plane
# says: guest is on
set -eu
kubectl delete pod guest --ignore-not-found --now
kubectl run guest --image=localhost/web:1
