# node: worker
set -eu
folder=/etc/cni/net.d
# Its name is the first one. One of three mistakes, a new random choice each time.
texts=(
  '{ "cniVersion": "1.0.0", "name": "test", "plugins": [ { "type": "bridge" "bridge": "test0" } ] }'
  '{ "cniVersion": "1.0.0", "name": "test", "plugins": [] }'
  '{ "cniVersion": "1.0.0", "name": "test", "plugins": [ { "bridge": "test0" } ] '
)
echo "${texts[RANDOM % 3]}" >"$folder/00-test.conflist"
# The symptom is what kubectl shows.
for _ in $(seq 60); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = False ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become False within 60 s" >&2
exit 1
