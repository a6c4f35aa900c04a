# node: control-plane
# says: Unschedulable
set -eu
kubectl delete pod parcel --ignore-not-found --now
kubectl run parcel --image=localhost/web:1 --overrides='{"spec":{"nodeSelector":{"disk":"fast"}}}'
