# node: control-plane
# says: the worker has no file
pgrep -x kubelet >/root/kubelet-pid
