# node: worker
# says: without --node-ip
: >/var/lib/kubelet/kubeadm-flags.env
systemctl restart kubelet
