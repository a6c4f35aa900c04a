# node: worker
# says: only a running kubelet
rm -f /etc/kubernetes/manifests/beacon*
systemctl stop kubelet
