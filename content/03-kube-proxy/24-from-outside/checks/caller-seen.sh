# node: control-plane
set -u
addresses=$(kubectl get nodes "$KINDLAB_CONTROL_PLANE" "$KINDLAB_WORKER" -o jsonpath='{.items[*].status.addresses[?(@.type=="InternalIP")].address}') || exit 2
read -r own worker <<<"$addresses"
seen=$(curl -s -m 0.5 "http://$worker:30080/clientip")
[ "${seen%:*}" = "$own" ] && exit 0

echo "expected: a call from here to port 30080 of the worker arrives with the address $own"
echo "actual: ${seen:+it arrives with }${seen:-no answer}"
if [ -z "$seen" ]; then
  echo 'why: with the policy Local, only a node with a Pod of shop answers; is there one on the worker?'
else
  echo 'why: that is an address of the worker; it replaces the source as long as it may forward a call to another node'
fi
exit 1
