# node: control-plane
# says: has a node
set -eu
kubectl delete pod stuck --ignore-not-found --now
kubectl run stuck --image=localhost/no-such-image:1 --image-pull-policy=Never
