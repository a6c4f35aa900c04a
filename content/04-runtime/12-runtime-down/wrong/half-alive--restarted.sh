# node: worker
# says: a runtime may run and not answer CRI calls
systemctl restart containerd
