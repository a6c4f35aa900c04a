# node: worker
# says: cni plugin not initialized
systemctl restart containerd kubelet
