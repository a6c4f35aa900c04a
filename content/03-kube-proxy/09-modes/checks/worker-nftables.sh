# node: worker
set -u
mode=$(curl -s -m 2 http://127.0.0.1:10249/proxyMode)
tables=''
[ "$mode" = nftables ] && tables=$(nft list tables ip)
[[ $tables == *"table ip kube-proxy"* ]] && exit 0

echo 'expected: kube-proxy on the worker works in mode nftables and has written its table'
if [ -z "$mode" ]; then
  echo 'actual: kube-proxy does not answer on the worker'
  echo 'why: it may be starting now; if not, its log shows why'
elif [ "$mode" = nftables ]; then
  echo 'actual: it works in mode nftables and has no table yet'
  echo 'why: it writes it within seconds of its start'
else
  wanted=$(kubectl get configmap -n kube-system kube-proxy -o jsonpath='{.data.config\.conf}' | sed -n 's/^mode: *//p')
  echo "actual: it works in mode $mode; the ConfigMap says ${wanted:-nothing}"
  echo 'why: kube-proxy reads the ConfigMap at its start only, so each change needs a restart'
fi
exit 1
