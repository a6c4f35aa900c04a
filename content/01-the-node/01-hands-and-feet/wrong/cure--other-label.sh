# node: control-plane
# says: no node has what it asks for
set -eu
kubectl label node "$KINDLAB_WORKER" disk=slow --overwrite
