# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
sed -i '/^enableSystemLogQuery:/d' "$file"
echo 'enableSystemLogQuery: true' >>"$file"
systemctl restart kubelet
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
