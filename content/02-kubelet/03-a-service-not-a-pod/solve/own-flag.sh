# node: worker
set -eu
sed -i '/--v=/d' /var/lib/kubelet/kubeadm-flags.env
echo 'KUBELET_EXTRA_ARGS=--v=4' >/etc/default/kubelet
systemctl restart kubelet
