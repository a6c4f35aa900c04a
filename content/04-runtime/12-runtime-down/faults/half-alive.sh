# node: worker
set -eu
file=/etc/containerd/config.toml
grep -q '^disabled_plugins' "$file" || sed -i '1i disabled_plugins = ["io.containerd.grpc.v1.cri"]' "$file"
systemctl restart containerd
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = False ]; then exit 0; fi
  sleep 1
done
echo 'Ready has not become False within 120 s' >&2
exit 1
