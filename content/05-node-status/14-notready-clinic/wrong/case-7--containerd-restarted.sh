# node: worker
# says: Unknown means that no report arrives
systemctl restart containerd
