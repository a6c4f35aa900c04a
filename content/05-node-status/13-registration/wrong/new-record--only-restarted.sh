# node: worker
# says: a kubelet that finds its record keeps it
systemctl restart kubelet
