# node: worker
# says: a process gets its flags at its start only
echo 'KUBELET_EXTRA_ARGS=--v=4' >/etc/default/kubelet
