# node: control-plane
set -eu
pod=$(kubectl get pod front --ignore-not-found -o json)
written=$(tr -d '[:space:]' 2>/dev/null </root/front-node || true)
if [ -n "$pod" ]; then
  node=$(jq -r '.spec.nodeName // ""' <<<"$pod")
  [ "$(jq '.spec.initContainers | length' <<<"$pod")" -ge 1 ] && [ -n "$node" ] && [ "$written" = "$node" ] && exit 0
fi

echo 'expected: the Pod front with an init container, and the name of its node in /root/front-node'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod front in the namespace default'
  echo 'why: it has not been created yet, or has another name or namespace'
elif [ "$(jq '.spec.initContainers | length' <<<"$pod")" = 0 ]; then
  echo 'actual: front has no init container'
  echo 'why: such a Pod waits for nothing; delete it and create the Pod of the text'
else
  echo "actual: front is on ${node:-no node}; the file says: ${written:-nothing}"
  echo 'why: a Pod that waits for its init container has a node already; `kubectl get pod -o wide` shows it'
fi
exit 1
