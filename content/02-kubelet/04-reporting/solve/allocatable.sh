# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
sed -i '/^systemReserved:/,/^[^ ]/{/^systemReserved:/d;/^ /d}' "$file"
printf 'systemReserved:\n  memory: 256Mi\n' >>"$file"
systemctl restart kubelet
