# node: worker
set -u
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}') || exit 2
address=$(ip -n lab -j -4 address show dev eth0 2>/dev/null | jq -r '.[0].addr_info[0].local // empty')
reserved=''
[ -n "$address" ] && reserved=$(find /var/lib/cni/networks -name "$address" 2>/dev/null)
is_inside=''
[ "${address%.*}" = "${range%.*}" ] && is_inside=yes
[ -n "$is_inside" ] && [ -n "$reserved" ] && exit 0

echo "expected: the network namespace lab has an eth0 with an address of $range, and host-local has stored it"
if [ ! -e /run/netns/lab ]; then
  echo 'actual: the worker has no network namespace lab'
  echo 'why: `ip netns add lab`, on the worker'
elif [ -z "$address" ]; then
  echo 'actual: there is a namespace lab, but its eth0 has no address'
  echo 'why: the plugin has not been called with ADD, or it has failed; then it prints the error as JSON'
elif [ -z "$is_inside" ]; then
  echo "actual: eth0 has $address"
  echo 'why: that is not a range of this node; answers to such a Pod would go to another node'
else
  echo "actual: eth0 has $address, and no file below /var/lib/cni/networks names it"
  echo 'why: host-local does not know an address that was set by hand, and will assign it to a Pod too'
fi
exit 1
