# node: worker
# says: with any ending of its name
mv /etc/kubernetes/manifests/legacy.yaml /etc/kubernetes/manifests/legacy.yaml.bak
