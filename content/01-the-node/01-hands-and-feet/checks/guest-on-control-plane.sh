# node: control-plane
set -eu
pod=$(kubectl get pod guest --ignore-not-found -o jsonpath='{.status.phase},{.spec.nodeName}')
phase=${pod%%,*}
node=${pod#*,}
[ "$pod" = "Running,$KINDLAB_CONTROL_PLANE" ] && exit 0

echo "expected: the Pod guest, Running on $KINDLAB_CONTROL_PLANE"
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod guest in the namespace default'
  echo 'why: it has not been created yet, or has another name or namespace'
elif [ -z "$node" ]; then
  echo 'actual: guest has no node'
  echo 'why: without spec.nodeName the scheduler chooses the node, and the taint keeps the Pod away from this node'
elif [ "$node" != "$KINDLAB_CONTROL_PLANE" ]; then
  echo "actual: guest is on $node"
  echo 'why: the scheduler chose a node without a taint; a Pod keeps its node, so delete guest and create it again'
else
  echo "actual: guest is on the right node, and $phase"
  echo 'why: kubelet has not started its container; `kubectl events --for pod/guest` says why'
fi
exit 1
