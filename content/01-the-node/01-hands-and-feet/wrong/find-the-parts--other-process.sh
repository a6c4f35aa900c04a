# node: worker
# says: which on the worker is containerd
pgrep -x containerd >/root/kubelet-pid
