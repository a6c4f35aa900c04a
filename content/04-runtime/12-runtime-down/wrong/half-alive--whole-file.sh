# node: worker
# says: one line was wrong
set -eu
file=/etc/containerd/config.toml
sed '/^disabled_plugins/d' "$file" >"$file.bak"
echo 'version = 3' >"$file"
systemctl restart containerd
