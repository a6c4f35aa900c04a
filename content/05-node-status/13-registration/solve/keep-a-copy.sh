# node: control-plane
set -eu
kubectl label node "$KINDLAB_WORKER" disk=fast --overwrite
kubectl get node "$KINDLAB_WORKER" -o yaml >/root/worker.yaml
