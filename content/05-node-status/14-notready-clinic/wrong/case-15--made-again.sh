# node: worker
# says: read the last event
set -eu
kubectl delete pod parcel --now
kubectl run parcel --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
