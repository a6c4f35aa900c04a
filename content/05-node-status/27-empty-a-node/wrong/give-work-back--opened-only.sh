# node: control-plane
# says: only new ones can run on the worker
set -eu
kubectl uncordon "$KINDLAB_WORKER"
