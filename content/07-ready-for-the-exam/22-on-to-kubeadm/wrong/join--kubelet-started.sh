# node: worker
# says: starting kubelet is not enough
systemctl start kubelet
