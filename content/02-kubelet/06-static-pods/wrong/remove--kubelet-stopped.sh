# node: worker
# says: only a kubelet that runs
rm -f /etc/kubernetes/manifests/beacon*
systemctl stop kubelet
