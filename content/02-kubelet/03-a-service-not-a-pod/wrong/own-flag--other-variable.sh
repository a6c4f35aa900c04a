# node: worker
# says: does not set KUBELET_EXTRA_ARGS
echo 'KUBELET_ARGS=--v=4' >/etc/default/kubelet
systemctl restart kubelet
