# node: control-plane
# says: ErrImageNeverPull
set -eu
kubectl delete pod waiting --ignore-not-found --now
kubectl run waiting --image=localhost/no-such-image:1 --image-pull-policy=Never
