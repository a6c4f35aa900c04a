# node: control-plane
# says: etcd runs with other settings than before
set -eu
# The reverse: etcd does not verify clients any more.
file=/etc/kubernetes/manifests/etcd.yaml
sed -i -E '/--listen-client-urls=/s|:2389|:2379|g; s|- --cert-file=.*|- --cert-file=/etc/kubernetes/pki/etcd/server.crt|; s|- --trusted-ca-file=.*|- --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt|; s|- --client-cert-auth=true|- --client-cert-auth=false|' "$file"
for _ in $(seq 120); do
  if pgrep -xa etcd | grep -q -- '--client-cert-auth=false'; then exit 0; fi
  sleep 1
done
echo 'etcd has not started with the changed manifest within 120 s' >&2
exit 1
