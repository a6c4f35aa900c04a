# node: worker
# says: a runtime may run and not speak CRI
systemctl restart containerd
