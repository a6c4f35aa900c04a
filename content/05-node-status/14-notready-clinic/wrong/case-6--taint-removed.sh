# node: worker
# says: comes back with it
kubectl taint node "$KINDLAB_WORKER" node.kubernetes.io/memory-pressure- || true
