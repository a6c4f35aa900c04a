# node: worker
set -eu
# Another port each time.
ports=(6433 6444 8443)
sed -i -E "s|^( *server: https://[^ ]+):[0-9]+|\1:${ports[RANDOM % 3]}|" /etc/kubernetes/kubelet.conf
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
