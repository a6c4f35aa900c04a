# node: worker
# says: flags are given at the start only
echo 'KUBELET_EXTRA_ARGS=--v=4' >/etc/default/kubelet
