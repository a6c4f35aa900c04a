# node: worker
set -eu
pki=/var/lib/kubelet/pki
rm -f /etc/kubernetes/bootstrap-kubelet.conf
for file in "$pki"/kubelet-client-20*.pem; do
  if openssl x509 -in "$file" -noout -checkend 0 >/dev/null; then ln -sfn "$file" "$pki/kubelet-client-current.pem"; fi
done
systemctl restart kubelet
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
