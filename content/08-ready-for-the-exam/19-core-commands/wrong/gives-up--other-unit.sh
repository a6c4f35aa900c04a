# node: worker
# says: kubelet does not stay
set -eu
sed -i 's/^syncFrequency:.*/syncFrequency: 1min/' /var/lib/kubelet/config.yaml
systemctl restart kubelet
