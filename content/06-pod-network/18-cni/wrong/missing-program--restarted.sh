# node: worker
# says: the event of the Pod names the missing program
systemctl restart containerd kubelet
