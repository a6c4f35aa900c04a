# node: control-plane
# says: does not hold a record
set -eu
kubectl label node "$KINDLAB_WORKER" disk=fast --overwrite
kubectl get nodes >/root/worker.yaml
