# node: control-plane
set -eu
file=/etc/kubernetes/manifests/kube-apiserver.yaml
# One of three mistakes, a new random choice each time.
case $((RANDOM % 3)) in
  0) sed -i 's|--client-ca-file=/etc/kubernetes/pki/ca.crt|--client-ca-file=/etc/kubernetes/pki/client-ca.crt|' "$file" ;;
  1) sed -i 's|--tls-private-key-file=/etc/kubernetes/pki/apiserver.key|--tls-private-key-file=/etc/kubernetes/pki/api-server.key|' "$file" ;;
  2) sed -i 's|--etcd-servers=https://127.0.0.1:2379|--etcd-servers=https://127.0.0.1:2397|' "$file" ;;
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
