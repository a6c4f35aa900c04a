# node: control-plane
set -eu
pod=$(kubectl get pod late --ignore-not-found \
  -o jsonpath='{.status.phase},{.spec.containers[0].image},{.spec.nodeName},{.status.containerStatuses[0].state.waiting.reason}')
IFS=, read -r phase image node reason <<<"$pod"
[ "$phase,$image" = Running,localhost/web:2 ] && exit 0

echo 'expected: the Pod late, Running, with the image localhost/web:2'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod late in the namespace default'
  echo 'why: it has not been created yet, or has another name or namespace'
elif [ "$image" != localhost/web:2 ]; then
  echo "actual: late is $phase, with the image $image"
  echo 'why: the Pod must not change; the node lacks something'
else
  echo "actual: late is on $node, $phase: ${reason:-no reason given}"
  echo "why: kubelet asks the runtime of $node for that name every few seconds; the runtime has no such image"
fi
exit 1
