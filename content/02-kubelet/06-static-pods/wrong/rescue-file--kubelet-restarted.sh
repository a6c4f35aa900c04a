# node: control-plane
# says: nobody has asked the runtime for one
systemctl restart kubelet
