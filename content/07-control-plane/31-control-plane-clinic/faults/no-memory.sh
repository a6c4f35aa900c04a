# node: control-plane
set -eu
file=/etc/kubernetes/manifests/etcd.yaml
# One of three mistakes, a new random choice each time.
case $((RANDOM % 3)) in
  0) sed -i 's|--cert-file=/etc/kubernetes/pki/etcd/server.crt|--cert-file=/etc/kubernetes/pki/etcd/server.pem|' "$file" ;;
  1) sed -i '/--listen-client-urls=/s|:2379|:2389|g' "$file" ;;
  2) sed -i 's|- --trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt|- --trusted-ca-file=/etc/kubernetes/pki/etcd/root.crt|' "$file" ;;
esac
# The symptom: kubectl gets no answer, for some seconds.
failed=0
for _ in $(seq 120); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then failed=0; else failed=$((failed + 1)); fi
  if [ "$failed" = 8 ]; then exit 0; fi
  sleep 1
done
echo 'the API server still answers after 120 s' >&2
exit 1
