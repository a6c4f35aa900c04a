# node: control-plane
set -eu
pod=$(kubectl get pod stuck --ignore-not-found \
  -o jsonpath='{.status.phase},{.spec.nodeName},{.metadata.creationTimestamp},{.status.conditions[?(@.type=="PodScheduled")].lastTransitionTime},{.spec.nodeSelector}{.spec.affinity}{.spec.containers[*].resources.requests}')
IFS=, read -r phase node made placed wanted <<<"$pod"
# The Pod of the previous step has a requirement, or something else has kept it waiting.
is_that_one=$wanted
if [ -n "$node" ] && [ -n "$placed" ] && [ $(($(date -d "$placed" +%s) - $(date -d "$made" +%s))) -ge 3 ]; then is_that_one=yes; fi
[ "$phase" = Running ] && [ -n "$is_that_one" ] && exit 0

echo 'expected: the Pod stuck of the previous step, Running'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod stuck in the namespace default'
  echo 'why: the task is to repair it, not to remove it; create it again as in the previous step, then repair it'
elif [ -z "$node" ]; then
  echo "actual: stuck is $phase and has no node"
  echo "why: no node has what it asks for${wanted:+ ($wanted)}"
elif [ "$phase" = Running ]; then
  echo 'actual: stuck runs, and it is a Pod without requirements'
  echo 'why: the scheduler always finds a node for such a Pod, and the waiting Pod is gone; create the waiting Pod again, then change the cluster around it'
else
  echo "actual: stuck is on $node, and $phase"
  echo 'why: it has a node now; `kubectl events --for pod/stuck` shows the actions of its kubelet'
fi
exit 1
