# node: control-plane
# says: the Pod was to stay as it is
set -eu
kubectl delete pod late --ignore-not-found --now
kubectl run late --image=localhost/web:1
