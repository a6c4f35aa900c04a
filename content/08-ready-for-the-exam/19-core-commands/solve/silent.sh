# node: worker
set -eu
systemctl enable --now kubelet
