# node: control-plane
# says: the manifest still names the wrong file
set -eu
rm -f /etc/kubernetes/manifests/kube-apiserver.yaml.bak
cp /etc/kubernetes/pki/etcd/ca.crt /etc/kubernetes/pki/etcd/ca.copy
sed -i 's|--etcd-cafile=.*|--etcd-cafile=/etc/kubernetes/pki/etcd/ca.copy|' /etc/kubernetes/manifests/kube-apiserver.yaml
for _ in $(seq 120); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then exit 0; fi
  sleep 1
done
