# node: control-plane
set -u
state=$(kubectl get "node/$KINDLAB_WORKER" pod/first -o json --ignore-not-found | jq -r '[.items[]?] as $all
  | ($all[] | select(.kind == "Node") | "\(.status.conditions[] | select(.type == "Ready") | .status) \(.spec.podCIDR)"),
    ($all[] | select(.kind == "Pod") | "\(.spec.nodeName) \(.status.podIP // "-")")') || exit 2
read -r ready range <<<"$(head -n 1 <<<"$state")"
read -r node address <<<"$(sed -n 2p <<<"$state")"
answer=''
[ "${address:--}" != - ] && answer=$(curl -s -m 0.4 "http://$address:8080/hostname")
[ "${ready:-}" = True ] && [ "${node:-}" = "$KINDLAB_WORKER" ] && [ "$answer" = first ] && exit 0

echo 'expected: the worker is Ready, and its Pod first answers the control-plane node'
if [ "${ready:-}" != True ]; then
  echo "actual: Ready is ${ready:-unknown}"
  echo 'why: the runtime has no configuration that it can read; the file has to be JSON, in /etc/cni/net.d, with a name that ends in .conflist'
elif [ "${node:-}" != "$KINDLAB_WORKER" ]; then
  echo 'actual: the worker is Ready, and has no Pod first'
  echo 'why: create it now; only a Pod shows whether a network works'
elif [ "$address" = - ]; then
  echo 'actual: the Pod first has no address'
  echo 'why: `kubectl events --for pod/first` shows the error of the plugin'
elif [ "${address%.*}" != "${range%.*}" ]; then
  echo "actual: first has the address $address, and does not answer"
  echo "why: the worker's range is $range; packets to another range do not go to this node"
else
  echo "actual: first has the address $address, and does not answer"
  echo 'why: the Pod has no route for its answers; does the configuration contain a default route?'
fi
exit 1
