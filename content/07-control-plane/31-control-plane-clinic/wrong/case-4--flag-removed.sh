# node: control-plane
# says: with other settings than before
set -eu
file=/etc/kubernetes/manifests/kube-apiserver.yaml
sed -i -E '/--client-ca-file=/d; s|--tls-private-key-file=.*|--tls-private-key-file=/etc/kubernetes/pki/apiserver.key|; s|--etcd-servers=.*|--etcd-servers=https://127.0.0.1:2379|' "$file"
for _ in $(seq 120); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then break; fi
  sleep 1
done
