# node: worker
set -u
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}') || exit 2
address=$(ip -n lab -j -4 address show dev eth0 2>/dev/null | jq -r '.[0].addr_info[0].local // empty')
reserved=''
[ -n "$address" ] && reserved=$(find /var/lib/cni/networks -name "$address" 2>/dev/null)
is_inside=''
[ "${address%.*}" = "${range%.*}" ] && is_inside=yes
[ -n "$is_inside" ] && [ -n "$reserved" ] && exit 0

echo "expected: the network namespace lab has an eth0 with an address of $range, and host-local has noted it down"
if [ ! -e /run/netns/lab ]; then
  echo 'actual: the worker has no network namespace lab'
  echo 'why: `ip netns add lab`, on the worker'
elif [ -z "$address" ]; then
  echo 'actual: there is a namespace lab, without an eth0 that has an address'
  echo 'why: the plugin has not been called with ADD, or gave up; it says so in the JSON that it prints'
elif [ -z "$is_inside" ]; then
  echo "actual: eth0 has $address"
  echo 'why: that is not a range of this node; the answer to such a Pod would go to another one'
else
  echo "actual: eth0 has $address, and nothing is noted down below /var/lib/cni/networks"
  echo 'why: an address that was given by hand is unknown to host-local, which will give it to somebody else too'
fi
exit 1
