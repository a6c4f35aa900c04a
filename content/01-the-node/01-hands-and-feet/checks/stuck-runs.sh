# node: control-plane
set -eu
pod=$(kubectl get pod stuck --ignore-not-found \
  -o jsonpath='{.status.phase},{.spec.nodeName},{.metadata.creationTimestamp},{.status.conditions[?(@.type=="PodScheduled")].lastTransitionTime},{.spec.nodeSelector}{.spec.affinity}{.spec.containers[*].resources.requests}')
IFS=, read -r phase node made placed wanted <<<"$pod"
# The one of the step before asks for something, or was kept waiting by something.
is_that_one=$wanted
if [ -n "$node" ] && [ -n "$placed" ] && [ $(($(date -d "$placed" +%s) - $(date -d "$made" +%s))) -ge 3 ]; then is_that_one=yes; fi
[ "$phase" = Running ] && [ -n "$is_that_one" ] && exit 0

echo 'expected: the Pod stuck of the step before, Running'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod stuck in the namespace default'
  echo 'why: it was to be cured, not removed; make it again as in the step before, then cure it'
elif [ -z "$node" ]; then
  echo "actual: stuck is $phase and has no node"
  echo "why: no node has what it asks for${wanted:+ ($wanted)}"
elif [ "$phase" = Running ]; then
  echo 'actual: stuck runs, and is a Pod that asks for nothing'
  echo 'why: such a Pod always finds a node, and the one that waited is gone; make that one again, then change the cluster around it'
else
  echo "actual: stuck is on $node, and $phase"
  echo 'why: it has a node now; `kubectl events --for pod/stuck` says what its kubelet is doing'
fi
exit 1
