# node: worker
set -u
mode=$(curl -s -m 0.5 http://127.0.0.1:10249/proxyMode)
rounds=0
# To list a table with a thousand chains takes longer than a check may; kube-proxy counts how often it has written all of it.
[ "$mode" = nftables ] && rounds=$(curl -s -m 0.5 http://127.0.0.1:10249/metrics | sed -nE 's/^kubeproxy_sync_full_proxy_rules_duration_seconds_count\{ip_family="IPv4"\} ([0-9]+)$/\1/p')
[ "${rounds:-0}" -ge 1 ] && exit 0

echo 'expected: kube-proxy on the worker works in mode nftables and has written its table'
if [ -z "$mode" ]; then
  echo 'actual: kube-proxy does not answer on the worker'
  echo 'why: it may be starting just now; if not, its log says why'
elif [ "$mode" = nftables ]; then
  echo 'actual: it works in mode nftables and has no table yet'
  echo 'why: it writes it within seconds of its start'
else
  wanted=$(kubectl get configmap -n kube-system kube-proxy -o jsonpath='{.data.config\.conf}' | sed -n 's/^mode: *//p')
  echo "actual: it works in mode $mode; the ConfigMap says ${wanted:-nothing}"
  echo 'why: the ConfigMap is read at the start only, so each change needs a new start'
fi
exit 1
