# node: worker
# says: would be missing after a reboot
set -eu
systemctl disable kubelet
systemctl start kubelet
