# node: control-plane
set -eu
pod=$(kubectl get pod waiting --ignore-not-found -o jsonpath='{.status.phase},{.spec.nodeName},{.status.containerStatuses[0].state.waiting.reason},{.status.conditions[?(@.type=="PodScheduled")].lastTransitionTime}')
IFS=, read -r phase node reason since <<<"$pod"
age=0
if [ -n "$node" ] && [ -n "$since" ]; then age=$(($(date +%s) - $(date -d "$since" +%s))); fi
# Every Pod passes through ContainerCreating; only a Pod that stays there is stuck.
[ "$reason" = ContainerCreating ] && [ "$age" -ge 10 ] && exit 0

echo 'expected: the Pod waiting has a node, and has been in ContainerCreating for ten seconds'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod waiting in the namespace default'
  echo 'why: it has not been created yet, or has another name or namespace'
elif [ -z "$node" ]; then
  echo "actual: waiting is $phase and has no node"
  echo 'why: the scheduler could not place it, so no kubelet has tried to start it; require nothing special of the node'
elif [ "$reason" = ContainerCreating ]; then
  echo "actual: waiting has been on $node for $age s, in ContainerCreating"
  echo 'why: a healthy Pod looks the same while it starts; if nothing changes, this check turns green'
elif [ -n "$reason" ]; then
  echo "actual: waiting is on $node, and its container waits with $reason"
  echo 'why: the volumes were ready, and kubelet called the runtime; stop the Pod earlier, with a volume that kubelet cannot prepare'
else
  echo "actual: waiting is on $node, and $phase"
  echo 'why: its node had everything it needed; name something in the Pod that does not exist'
fi
exit 1
