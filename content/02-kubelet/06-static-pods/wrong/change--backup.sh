# node: worker
# says: which of them wins is not for you to choose
cp /etc/kubernetes/manifests/beacon.yaml /etc/kubernetes/manifests/beacon.yaml.bak
sed -i 's/hello/goodbye/' /etc/kubernetes/manifests/beacon.yaml
