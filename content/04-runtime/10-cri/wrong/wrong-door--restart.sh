# node: worker
# says: uses a socket that does not exist
systemctl restart containerd
