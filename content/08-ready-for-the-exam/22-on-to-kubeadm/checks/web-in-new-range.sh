# node: control-plane
set -u
state=$(kubectl get "node/$KINDLAB_WORKER" pod/web -o json --ignore-not-found | jq -r '[.items[]?] as $all
  | ([$all[] | select(.kind == "Node") | .spec.podCIDR][0] // "-") + " " + ([$all[] | select(.kind == "Pod") | "\(.spec.nodeName) \(.status.podIP // "-")"][0] // "- -")') || exit 2
read -r range node address <<<"$state"
answer=''
[ "$address" != - ] && answer=$(curl -s -m 0.4 "http://$address:8080/hostname")
[ "$node" = "$KINDLAB_WORKER" ] && [ "${address%.*}" = "${range%.*}" ] && [ "$answer" = web ] && exit 0

echo "expected: the Pod web runs on the worker, has an address of $range, and answers"
if [ "$node" != "$KINDLAB_WORKER" ]; then
  echo 'actual: there is no Pod web on the worker'
  echo 'why: create it; only a Pod shows whether the new node works'
elif [ "$address" = - ]; then
  echo 'actual: web has no address'
  echo 'why: its events name the interface that the plugin refuses; it remains from the old node'
else
  echo "actual: web has the address $address, and ${answer:-gives no answer}"
  echo 'why: the address has to be in the present range of the node, and packets have to reach it'
fi
exit 1
