# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
# One of three wrong names, a new random choice each time.
names=(/etc/kubernetes/pki/ca.pem /etc/kubernetes/ca.crt /var/lib/kubelet/pki/ca.crt)
name=${names[RANDOM % 3]}
sed -i "s|^\( *clientCAFile:\).*|\1 $name|" "$file"
grep -q "clientCAFile: $name" "$file"
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
