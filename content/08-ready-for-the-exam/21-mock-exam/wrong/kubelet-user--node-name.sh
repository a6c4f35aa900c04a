# node: worker
# says: with all its parts
set -eu
echo "$KINDLAB_WORKER" >/root/exam/kubelet-user
