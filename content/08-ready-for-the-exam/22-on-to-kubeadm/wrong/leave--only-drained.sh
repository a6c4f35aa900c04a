# node: control-plane
# says: `kubeadm reset` removes them
kubectl drain "$KINDLAB_WORKER" --ignore-daemonsets --force --delete-emptydir-data --timeout=60s
