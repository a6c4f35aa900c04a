# node: worker
# says: a decision arrives as a Binding
set -eu
systemctl start kubelet
kubectl delete pod parcel --ignore-not-found --now
kubectl run parcel --image=localhost/web:1 --overrides='{"spec":{"schedulerName":"by-hand"}}'
systemctl stop kubelet
kubectl patch pod parcel -p '{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}' || true
