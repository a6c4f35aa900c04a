# node: worker
set -eu
systemctl start kubelet
