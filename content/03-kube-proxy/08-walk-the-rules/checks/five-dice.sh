# node: worker
set -u
pods=$(kubectl get endpointslices -l kubernetes.io/service-name=shop -o json | jq '[.items[].endpoints[]? | select(.conditions.ready)] | length') || exit 2
rules=$(iptables-save -t nat)
chain=$(sed -n 's/^-A KUBE-SERVICES .*"default\/shop cluster IP".* -j //p' <<<"$rules")
ways=0
[ -n "$chain" ] && ways=$(grep -- "^-A $chain " <<<"$rules" | grep -o 'KUBE-SEP-[A-Z0-9]*$' | sort -u | grep -c .)
[ "$pods" = 5 ] && [ "$ways" = 5 ] && exit 0

echo 'expected: five Pods of shop that are ready, and five targets in its chain on the worker'
echo "actual: $pods Pods are ready, the chain has $ways targets"
if [ -z "$chain" ]; then
  echo 'why: there is no Service shop, or no Pod of it is ready'
elif [ "$pods" != 5 ]; then
  echo 'why: a Pod gets a rule when it is ready; `kubectl get pods -l app=shop` shows which are not'
else
  echo 'why: kube-proxy writes the rules within a second or two'
fi
exit 1
