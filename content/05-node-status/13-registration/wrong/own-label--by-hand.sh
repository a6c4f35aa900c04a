# node: control-plane
# says: kubelet runs without the flag
kubectl label node "$KINDLAB_WORKER" disk=fast --overwrite
