# node: control-plane
# says: front has no init container
set -eu
kubectl delete pod front --ignore-not-found --now
kubectl run front --image=localhost/web:1
