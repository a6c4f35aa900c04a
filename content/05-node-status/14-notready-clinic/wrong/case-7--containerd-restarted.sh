# node: worker
# says: Unknown means silence
systemctl restart containerd
