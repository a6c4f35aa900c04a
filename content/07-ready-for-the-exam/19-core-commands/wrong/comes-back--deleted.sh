# node: control-plane
# says: only a picture of it
kubectl delete pod "cache-$KINDLAB_WORKER" --now
