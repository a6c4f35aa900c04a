# node: worker
set -eu
sed -i '/^syncFrequency:/d' /var/lib/kubelet/config.yaml
echo 'syncFrequency: 1m' >>/var/lib/kubelet/config.yaml
systemctl restart kubelet
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
