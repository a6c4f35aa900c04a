# node: control-plane
set -eu
pod=$(kubectl get pod stuck --ignore-not-found -o jsonpath='{.status.phase},{.spec.nodeName},{.spec.nodeSelector}')
IFS=, read -r phase node wanted <<<"$pod"
[ "$phase" = Running ] && [ -n "$node" ] && exit 0

echo 'expected: the Pod stuck, Running'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod stuck in the namespace default'
  echo 'why: it was to be cured, not removed; make it again as in the step before, then cure it'
elif [ -z "$node" ]; then
  echo "actual: stuck is $phase and has no node"
  echo "why: no node has what it asks for${wanted:+ ($wanted)}"
else
  echo "actual: stuck is on $node, and $phase"
  echo 'why: it has a node now; `kubectl events --for pod/stuck` says what its kubelet is doing'
fi
exit 1
