# node: control-plane
set -u
objects=$(kubectl get pod/guest "node/$KINDLAB_WORKER" --ignore-not-found -o json) || exit 2
mapfile -t facts < <(jq -r '(.items // [.]) | (map(select(.kind == "Pod"))[0] | .status.phase // "", .spec.nodeName // ""),
  (map(select(.kind == "Node"))[0] | [.spec.taints[]?.key] | join(" "))' <<<"$objects")
phase=${facts[0]} node=${facts[1]} taints=${facts[2]}
[ "$node" = "$KINDLAB_WORKER" ] && [ "$phase" = Running ] && [ -z "$taints" ] && exit 0

echo 'expected: the Pod guest runs on the worker, which has no taint'
echo "actual: guest: ${phase:-there is none}, node: ${node:-none}; taints of the worker: ${taints:-none}"
if [ -z "$phase" ]; then
  echo 'why: the Pod must not change; create it again'
elif [ -n "$taints" ] && [ -n "$node" ]; then
  echo 'why: this Pod runs in spite of the taint, but the next one will wait again'
elif [ -n "$taints" ]; then
  echo 'why: the scheduler places no Pod on a node with a taint that the Pod does not tolerate'
else
  echo 'why: no taint keeps it away any more; wait a moment'
fi
exit 1
