# node: control-plane
# says: the Pod must not change
set -eu
kubectl delete pod late --ignore-not-found --now
kubectl run late --image=localhost/web:1
