# node: control-plane
# says: kubelet is running on the worker
kubectl cordon "$KINDLAB_WORKER"
