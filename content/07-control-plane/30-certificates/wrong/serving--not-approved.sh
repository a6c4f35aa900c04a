# node: worker
# says: no controller does
set -eu
file=/var/lib/kubelet/config.yaml
sed -i '/^serverTLSBootstrap:/d' "$file"
echo 'serverTLSBootstrap: true' >>"$file"
systemctl restart kubelet
