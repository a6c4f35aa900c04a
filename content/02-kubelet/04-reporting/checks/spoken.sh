# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.spec.taints[0].key}') || exit 2
read -r ready taints <<<"$node"
attempt=$(crictl ps --label io.kubernetes.pod.name=steady --label io.kubernetes.pod.namespace=default --state running -o json | jq -r '.containers[0].metadata.attempt // empty')
[ "$ready" = True ] && [ -z "$taints" ] && [ "$attempt" = 0 ] && exit 0

echo 'expected: Ready of the worker is True, no taint is on it, and steady runs in its first container'
echo "actual: Ready is $ready; taint: ${taints:-none}; container of steady: ${attempt:+attempt }${attempt:-none}"
if [ "$ready" != True ]; then
  echo 'why: only the kubelet of the worker can report that it is Ready; is kubelet running?'
elif [ -n "$taints" ]; then
  echo 'why: the node controller removes its taints a moment after the node is Ready'
else
  echo 'why: steady must not change; create the Pod again, and do not touch its container'
fi
exit 1
