# node: worker
set -eu
sed -i '/^maxPods\?:/d' /var/lib/kubelet/config.yaml
echo 'maxPods: 40' >>/var/lib/kubelet/config.yaml
systemctl restart kubelet
