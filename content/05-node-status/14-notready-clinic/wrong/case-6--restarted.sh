# node: worker
# says: compares the free memory with a threshold
systemctl restart kubelet
