# node: control-plane
set -eu
file=/etc/kubernetes/manifests/etcd.yaml
find /etc/kubernetes/manifests \( -name 'etcd*' -o -name 'kube-apiserver*' \) ! -name etcd.yaml ! -name kube-apiserver.yaml -delete
sed -i -E '/--listen-client-urls=/s|:2389|:2379|g; s|--cert-file=.*|--cert-file=/etc/kubernetes/pki/etcd/server.crt|; s|- --trusted-ca-file=.*|- --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt|' "$file"
sed -i -E 's|- --client-cert-auth=.*|- --client-cert-auth=true|' "$file"
for second in $(seq 170); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then exit 0; fi
  # Kubelet waits longer after each failure. It starts a Pod at once whose file appears again.
  if [ "$second" = 20 ]; then mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/ && sleep 5 && mv /root/kube-apiserver.yaml /etc/kubernetes/manifests/kube-apiserver.yaml; fi
  sleep 1
done
echo 'the API server has not come back within 170 s' >&2
exit 1
