# node: control-plane
set -eu
pod=$(kubectl get pod stuck --ignore-not-found \
  -o jsonpath='{.status.phase},{.spec.nodeName},{.status.conditions[?(@.type=="PodScheduled")].reason}')
IFS=, read -r phase node reason <<<"$pod"
[ "$pod" = Pending,,Unschedulable ] && exit 0

echo 'expected: the Pod stuck, Pending, without a node, because the scheduler found none'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod stuck in the namespace default'
  echo 'why: it has not been made yet, or has another name or namespace'
elif [ -n "$node" ]; then
  echo "actual: stuck is $phase and has a node: $node"
  echo 'why: a node was found, so it is not the scheduler that it waits for; delete it and ask for something no node has'
else
  echo "actual: stuck is $phase, and the scheduler says: ${reason:-nothing yet}"
  echo 'why: the scheduler has not tried it, or was told not to; is there a scheduling gate or another schedulerName?'
fi
exit 1
