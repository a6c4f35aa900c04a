# node: control-plane
# says: the scheduler may still choose the worker
set -eu
kubectl uncordon "$KINDLAB_WORKER"
