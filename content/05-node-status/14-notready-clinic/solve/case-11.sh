# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
if grep -q '^ *clientCAFile:' "$file"; then
  sed -i 's|^\( *clientCAFile:\).*|\1 /etc/kubernetes/pki/ca.crt|' "$file"
else
  # A wrong answer has removed the line.
  sed -i 's|^  x509:.*|  x509:\n    clientCAFile: /etc/kubernetes/pki/ca.crt|' "$file"
fi
systemctl restart kubelet
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
