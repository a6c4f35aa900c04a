# node: worker
# says: enabled is about the next start
set -eu
systemctl stop kubelet
systemctl enable kubelet
