# node: worker
# says: a start of kubelet is not enough
systemctl start kubelet
