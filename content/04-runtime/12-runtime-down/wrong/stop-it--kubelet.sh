# node: worker
# says: stop containerd with systemctl
systemctl stop kubelet
