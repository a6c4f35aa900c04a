# node: control-plane
# says: kubelet has not asked the runtime for one
systemctl restart kubelet
