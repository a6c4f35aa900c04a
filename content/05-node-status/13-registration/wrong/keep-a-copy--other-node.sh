# node: control-plane
# says: the record of another object
set -eu
kubectl label node "$KINDLAB_WORKER" disk=fast --overwrite
kubectl get node "$KINDLAB_CONTROL_PLANE" -o yaml >/root/worker.yaml
