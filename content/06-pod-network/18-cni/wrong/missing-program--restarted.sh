# node: worker
# says: the event of the Pod names the program
systemctl restart containerd kubelet
