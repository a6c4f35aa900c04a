# node: worker
# says: no kubelet does
systemctl stop kubelet
