# node: worker
# says: compares what is free with a threshold
systemctl restart kubelet
