# node: worker
set -u
wanted=$(kubectl get endpointslices -l kubernetes.io/service-name=shop -o json | jq -r '.items[] | .ports[0].port as $port | .endpoints[]? | select(.conditions.ready) | "\(.addresses[0]):\($port)"' | sort) || exit 2
rules=$(iptables-save -t nat)
chain=$(sed -n 's/^-A KUBE-SERVICES .*"default\/shop cluster IP".* -j //p' <<<"$rules")
found=''
if [ -n "$chain" ]; then
  # The addresses to which the chain sends packets, and those to which it changes them itself.
  ways=$(sed -nE "s/^-A $chain .* -j ([^ ]+)( .*)?$/\1/p" <<<"$rules" | grep -vx -e KUBE-MARK-MASQ -e DNAT | sort -u | paste -sd '|')
  found=$(grep -E -- "^-A ($chain${ways:+|$ways}) .*--to-destination" <<<"$rules" | sed -E 's/.*--to-destination ([^ ]+).*/\1/' | sort -u)
fi
[ -n "$wanted" ] && [ "$found" = "$wanted" ] && exit 0

strange=$(comm -13 <(echo "$wanted") <(echo "$found") | paste -sd ' ')
missing=$(comm -23 <(echo "$wanted") <(echo "$found") | paste -sd ' ')
echo 'expected: on the worker, the rules of shop lead to the Pods of its EndpointSlice and to nothing else'
if [ -z "$wanted" ]; then
  echo 'actual: no Pod is behind the Service shop'
  echo 'why: the Service was correct; create it and its Pods again'
elif [ -n "$strange" ]; then
  echo "actual: they lead also to $strange"
  echo 'why: kube-proxy has not written that rule and does not check for it; compare with the other node'
else
  echo "actual: no rule leads to $missing"
  echo 'why: a rule of kube-proxy was removed; when it starts, it writes all of them again'
fi
exit 1
