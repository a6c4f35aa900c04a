# node: control-plane
set -eu
rm -f /etc/kubernetes/pki/etcd/ca.cert
sed -i 's|pki/etcd/ca\.crt$|pki/etcd/ca.cert|' /etc/kubernetes/manifests/kube-apiserver.yaml
# The symptom: the API server does not answer, and its container has ended. The previous container gets up to 30 s to end.
for _ in $(seq 150); do
  container=$(crictl ps -a -q --name '^kube-apiserver$' --state exited | head -n 1)
  if ! curl -sk -m 1 https://127.0.0.1:6443/readyz >/dev/null && [ -n "$container" ] \
    && grep -qs 'etcd/ca.cert:' /var/log/pods/kube-system_kube-apiserver-*/kube-apiserver/*.log; then exit 0; fi
  sleep 1
done
echo 'the API server has not died within 150 s' >&2
exit 1
