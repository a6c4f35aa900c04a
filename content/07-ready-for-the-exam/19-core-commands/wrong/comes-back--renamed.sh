# node: worker
# says: whatever its name ends in
mv /etc/kubernetes/manifests/legacy.yaml /etc/kubernetes/manifests/legacy.yaml.bak
