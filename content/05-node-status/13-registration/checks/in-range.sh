# node: control-plane
set -eu
facts=$(kubectl get pod/settler "node/$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{range .items[*]}{.kind}={.spec.podCIDR}{.spec.nodeName},{.status.phase},{.status.podIP} {end}')
pod=$(tr ' ' '\n' <<<"$facts" | sed -n 's/^Pod=//p')
range=$(tr ' ' '\n' <<<"$facts" | sed -n 's/^Node=\([^,]*\).*/\1/p')
IFS=, read -r node phase address <<<"$pod"
# The ranges of nodes here end in .0/24, so the first three numbers decide.
answer=''
if [ -n "$range" ] && [ "$node,$phase" = "$KINDLAB_WORKER,Running" ] && [[ $address == "${range%.*}".* ]]; then
  answer=$(curl -s -m 0.4 "http://$address:8080/hostname" || true)
fi
[ "$answer" = settler ] && exit 0

echo "expected: the Pod settler runs on the worker, with an address of ${range:-its range}, and answers the control-plane node"
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod settler'
  echo 'why: it has not been created yet, or was deleted with its node'
elif [ -z "$address" ]; then
  echo "actual: settler is $phase and has no address"
  echo 'why: its events show the error of the network plugin; a bridge keeps its address until it is removed'
elif [[ $address != "${range%.*}".* ]]; then
  echo "actual: settler has the address $address"
  echo 'why: the network plugin still assigns addresses of the old range; it reads the new one when it starts'
else
  echo "actual: settler has $address and does not answer"
  echo 'why: it has just started, or is older than the new bridge; create it again'
fi
exit 1
