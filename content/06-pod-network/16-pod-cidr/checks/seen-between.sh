# node: worker
set -u
pods=$(kubectl get pods -o json) || exit 2
address_of() { jq -r --arg name "$1" '.items[] | select(.metadata.name == $name) | .status.podIP // ""' <<<"$pods"; }
caller=$(address_of caller)
far=$(address_of far)
seen=$(sed -nE 's/.*IP ([0-9.]+)\.[0-9]+ > ([0-9.]+)\.([0-9]+): Flags.*/from \1 to \2 port \3/p' /root/on-the-wire 2>/dev/null | sort -u)
devices=$(grep -oE ' (cni0|veth[a-z0-9]*|flannel.1) ' /root/on-the-wire 2>/dev/null | head -n 1)
[ -n "$caller" ] && [ -n "$far" ] && [ -z "$devices" ] && grep -qx "from $caller to $far port 8080" <<<"$seen" && exit 0

echo "expected: a packet from caller (${caller:-missing}) to far (${far:-missing}), port 8080, captured at eth0 of the worker, in /root/on-the-wire"
if [ ! -e /root/on-the-wire ]; then
  echo 'actual: there is no such file on the worker'
  echo 'why: tcpdump writes it, on the worker'
elif [ -n "$devices" ]; then
  echo "actual: captured at$devices"
  echo 'why: that is before the cable; capture at eth0, where packets leave the machine'
elif [ -z "$seen" ]; then
  echo 'actual: no connection is in the file'
  echo 'why: tcpdump has to run before caller calls; and a call to near does not leave the machine'
else
  echo "actual: $(head -n 1 <<<"$seen")"
  echo 'why: that is another call; it has to come from caller and go to far'
fi
exit 1
