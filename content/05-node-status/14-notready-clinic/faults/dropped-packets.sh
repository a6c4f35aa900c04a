# node: control-plane
set -eu
worker=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address}')
iptables -C INPUT -s "$worker" -p tcp --dport 6443 -j DROP 2>/dev/null || iptables -I INPUT -s "$worker" -p tcp --dport 6443 -j DROP
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
