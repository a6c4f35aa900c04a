# node: worker
set -u
metrics=$(curl -s -m 2 http://127.0.0.1:10249/metrics)
rules=$(sed -nE 's/^kubeproxy_sync_proxy_rules_iptables_total\{ip_family="IPv4",table="nat"\} ([0-9]+)$/\1/p' <<<"$metrics")
refused=$(sed -nE 's/^kubeproxy_sync_proxy_rules_iptables_total\{ip_family="IPv4",table="filter"\} ([0-9]+)$/\1/p' <<<"$metrics")
# One rule to find the Service, two to choose, two for the Pod.
[ "${rules:-0}" -ge 5000 ] && exit 0

echo 'expected: the rules of a thousand Services with one Pod each in the table nat of the worker, about 5000'
if [ -z "$rules" ]; then
  echo 'actual: kube-proxy on the worker does not count iptables rules'
  echo 'why: it does not run, or it uses another mode; this step is about mode iptables'
elif [ "${refused:-0}" -ge 1000 ]; then
  echo "actual: $rules rules in nat, and $refused in filter, which reject calls"
  echo 'why: the Services exist, and no Pod is behind them; their selector is app=shop'
else
  echo "actual: $rules rules"
  echo 'why: about five for each Service; kube-proxy writes them after the EndpointSlices, which take some time for so many Services'
fi
exit 1
