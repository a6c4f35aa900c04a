# node: worker
# says: you cannot choose which of them it uses
cp /etc/kubernetes/manifests/beacon.yaml /etc/kubernetes/manifests/beacon.yaml.bak
sed -i 's/hello/goodbye/' /etc/kubernetes/manifests/beacon.yaml
