# node: worker
set -eu
file=/etc/containerd/config.toml
sed -i '/^disabled_plugins/d' "$file"
[ ! -e "$file.bak" ] || mv "$file.bak" "$file"
systemctl restart containerd
systemctl start kubelet
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
