# node: worker
set -u
pods=$(kubectl get pods -o json) || exit 2
address_of() { jq -r --arg name "$1" '.items[] | select(.metadata.name == $name) | .status.podIP // ""' <<<"$pods"; }
caller=$(address_of caller)
far=$(address_of far)
seen=$(sed -nE 's/.* IP ([0-9.]+)\.[0-9]+ > ([0-9.]+)\.([0-9]+).*/from \1 to \2 port \3/p' /root/at-caller 2>/dev/null | tail -n 1)
[ -n "$caller" ] && [ -n "$far" ] && [ "$seen" = "from $caller to $far port 8080" ] && exit 0

echo "expected: a packet from caller (${caller:-missing}) to far (${far:-missing}), port 8080, in /root/at-caller on the worker"
if [ ! -e /root/at-caller ]; then
  echo 'actual: there is no such file on the worker'
  echo 'why: caller is on the worker, so this end of the way is there'
elif [ -z "$seen" ]; then
  echo 'actual: no packet is in the file'
  echo 'why: tcpdump has to run before caller calls; and it writes the file completely only at its end'
else
  echo "actual: $seen"
  echo 'why: that is another packet; capture in the network of caller, and call far'
fi
exit 1
