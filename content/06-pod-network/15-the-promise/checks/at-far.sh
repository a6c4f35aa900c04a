# node: control-plane
set -u
pods=$(kubectl get pods -o json) || exit 2
address_of() { jq -r --arg name "$1" '.items[] | select(.metadata.name == $name) | .status.podIP // ""' <<<"$pods"; }
caller=$(address_of caller)
far=$(address_of far)
seen=$(sed -nE 's/.* IP ([0-9.]+)\.[0-9]+ > ([0-9.]+)\.([0-9]+).*/from \1 to \2 port \3/p' /root/at-far 2>/dev/null | tail -n 1)
[ -n "$caller" ] && [ -n "$far" ] && [ "$seen" = "from $caller to $far port 8080" ] && exit 0

echo "expected: a packet from caller (${caller:-missing}) to far (${far:-missing}), port 8080, in /root/at-far on the control-plane node"
if [ ! -e /root/at-far ]; then
  echo 'actual: there is no such file on the control-plane node'
  echo 'why: far is on the control-plane node, so this end of the way is there'
elif [ -z "$seen" ]; then
  echo 'actual: no packet is in the file'
  echo 'why: tcpdump has to run before caller calls; and it writes the file completely only at its end'
else
  echo "actual: $seen"
  echo 'why: that call did not come from the Pod caller; a call from a node has an address of the node'
fi
exit 1
