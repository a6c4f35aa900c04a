# node: worker
set -eu
if [ -n "$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o name)" ]; then
  kubectl drain "$KINDLAB_WORKER" --ignore-daemonsets --force --delete-emptydir-data --timeout=60s || true
  kubectl delete node "$KINDLAB_WORKER"
fi
kubeadm reset --force
