# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
sed -i '/^containerRuntimeEndpoint:/d' "$file"
# The socket of another runtime each time.
sockets=(/var/run/dockershim.sock /var/run/crio/crio.sock /run/cri-dockerd.sock)
echo "containerRuntimeEndpoint: unix://${sockets[RANDOM % 3]}" >>"$file"
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
