# node: worker
# says: containerd is to be stopped with systemctl
systemctl stop kubelet
