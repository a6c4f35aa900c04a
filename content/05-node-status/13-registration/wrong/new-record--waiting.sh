# node: control-plane
# says: kubelet registers when it starts
kubectl delete node "$KINDLAB_WORKER"
