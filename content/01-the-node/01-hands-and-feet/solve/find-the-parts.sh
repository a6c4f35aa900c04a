# node: worker
set -eu
pgrep -x kubelet >/root/kubelet-pid
