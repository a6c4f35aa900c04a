# node: control-plane
# says: parcel has been given to
set -eu
kubectl delete pod parcel --ignore-not-found --now
kubectl run parcel --image=localhost/web:1
