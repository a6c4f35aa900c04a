# node: control-plane
# says: only a copy of the Pod
kubectl delete pod "cache-$KINDLAB_WORKER" --now
