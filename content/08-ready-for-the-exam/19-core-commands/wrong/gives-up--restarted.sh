# node: worker
# says: kubelet does not stay
systemctl restart kubelet
