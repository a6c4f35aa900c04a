# node: worker
# says: Ready is
systemctl restart kubelet
