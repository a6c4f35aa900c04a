# node: control-plane
set -eu
pod=$(kubectl get pod stuck --ignore-not-found \
  -o jsonpath='{.status.phase},{.spec.nodeName},{.status.conditions[?(@.type=="PodScheduled")].reason}')
IFS=, read -r phase node reason <<<"$pod"
[ "$pod" = Pending,,Unschedulable ] && exit 0

echo 'expected: the Pod stuck, Pending, without a node, because the scheduler found none'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod stuck in the namespace default'
  echo 'why: it has not been created yet, or has another name or namespace'
elif [ -n "$node" ]; then
  echo "actual: stuck is $phase and has a node: $node"
  echo 'why: the scheduler found a node, so the Pod does not wait for the scheduler; delete it and require something that no node has'
else
  echo "actual: stuck is $phase, and the scheduler says: ${reason:-nothing yet}"
  echo 'why: the scheduler has not tried it; is there a scheduling gate or another schedulerName?'
fi
exit 1
