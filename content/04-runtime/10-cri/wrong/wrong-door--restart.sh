# node: worker
# says: asks at a door that does not exist
systemctl restart containerd
