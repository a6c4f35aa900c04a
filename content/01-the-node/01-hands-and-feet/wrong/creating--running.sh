# node: control-plane
# says: name something in the Pod that does not exist
set -eu
kubectl delete pod waiting --ignore-not-found --now
kubectl run waiting --image=localhost/web:1
