# node: worker
# says: kubelet cannot start it
set -eu
systemctl stop containerd
systemctl restart kubelet
