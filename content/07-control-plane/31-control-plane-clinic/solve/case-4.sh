# node: control-plane
set -eu
file=/etc/kubernetes/manifests/kube-apiserver.yaml
find /etc/kubernetes/manifests -name 'kube-apiserver*' ! -name kube-apiserver.yaml -delete
grep -q -- '--client-ca-file=' "$file" || sed -i 's|^    - kube-apiserver$|&\n    - --client-ca-file=/etc/kubernetes/pki/ca.crt|' "$file"
sed -i -E 's|--client-ca-file=.*|--client-ca-file=/etc/kubernetes/pki/ca.crt|; s|--tls-private-key-file=.*|--tls-private-key-file=/etc/kubernetes/pki/apiserver.key|; s|--etcd-servers=.*|--etcd-servers=https://127.0.0.1:2379|' "$file"
for second in $(seq 170); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then exit 0; fi
  # Kubelet waits longer after each failure. It starts a Pod at once whose file appears again.
  if [ "$second" = 20 ]; then mv "$file" /root/ && sleep 5 && mv /root/kube-apiserver.yaml "$file"; fi
  sleep 1
done
echo 'the API server has not come back within 170 s' >&2
exit 1
