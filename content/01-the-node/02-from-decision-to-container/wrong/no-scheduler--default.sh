# node: control-plane
# says: parcel is assigned to
set -eu
kubectl delete pod parcel --ignore-not-found --now
kubectl run parcel --image=localhost/web:1
