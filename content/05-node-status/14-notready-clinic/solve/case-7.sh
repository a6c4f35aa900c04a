# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
sed -i '/^containerRuntimeEndpoint:/d' "$file"
echo 'containerRuntimeEndpoint: unix:///run/containerd/containerd.sock' >>"$file"
systemctl restart kubelet
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
