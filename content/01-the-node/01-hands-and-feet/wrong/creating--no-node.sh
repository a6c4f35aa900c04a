# node: control-plane
# says: has no node
set -eu
kubectl delete pod waiting --ignore-not-found --now
kubectl run waiting --image=localhost/web:1 --overrides='{"spec":{"nodeSelector":{"disk":"fast"}}}'
