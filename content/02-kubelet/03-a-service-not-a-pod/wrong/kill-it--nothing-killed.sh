# node: control-plane
# says: kubelet is older than the container
set -eu
kubectl delete pod survivor --ignore-not-found --now
kubectl run survivor --image=localhost/web:1
