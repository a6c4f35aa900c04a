# node: worker
# says: kubectl changes the mirror only
set -eu
rm -f /etc/kubernetes/manifests/beacon.yaml.bak
sed -i 's/goodbye/hello/' /etc/kubernetes/manifests/beacon.yaml
kubectl annotate pod "beacon-$KINDLAB_WORKER" greeting=goodbye --overwrite
