# node: control-plane
set -u
pod=$(kubectl get pod meter --ignore-not-found -o jsonpath='{.status.phase} {.spec.hostNetwork} {.spec.dnsPolicy}') || exit 2
read -r phase host policy <<<"$pod"
answer=''
[ "$phase" = Running ] && answer=$(timeout 2 kubectl exec meter -- dig +search +time=1 +tries=1 +short shop.market 2>/dev/null)
[[ $answer =~ ^[0-9] ]] && [ "$host" = true ] && exit 0

echo 'expected: the Pod meter, in the network of its node, resolves shop.market'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod meter in the namespace default'
  echo 'why: you cannot change its DNS policy, so create it again, with the same image'
elif [ "$phase" != Running ]; then
  echo "actual: meter is $phase"
  echo 'why: the check needs a running Pod; `kubectl events --for pod/meter` shows what it waits for'
elif [ "$host" != true ]; then
  echo 'actual: meter has its own network'
  echo 'why: it has to measure the network of the node (hostNetwork), and still resolve names'
else
  echo "actual: meter gets no answer; its DNS policy is $policy"
  echo 'why: with hostNetwork, ClusterFirst means the resolv.conf of the node'
fi
exit 1
