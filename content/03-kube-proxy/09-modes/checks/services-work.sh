# node: worker
set -u
mode=$(curl -s -m 2 http://127.0.0.1:10249/proxyMode)
health=''
# The API server has a Service as well, and its path /livez needs no login.
case $mode in
  nftables | iptables) health=$(curl -s -k -m 0.8 "https://${KINDLAB_SERVICE_CIDR%.*}.1/livez") ;;
esac
[ "$health" = ok ] && exit 0

echo 'expected: kube-proxy runs on the worker in mode nftables or iptables, and a call to a Service gets an answer there'
if [ "$mode" = ipvs ]; then
  echo 'actual: it works, in mode: ipvs'
  echo 'why: this kernel can do it, but the mode is deprecated; the ConfigMap decides'
elif [ -z "$mode" ]; then
  wanted=$(kubectl get configmap -n kube-system kube-proxy -o jsonpath='{.data.config\.conf}' | sed -n 's/^mode: *//p')
  echo "actual: kube-proxy does not run on the worker; the ConfigMap says mode: ${wanted:-nothing}"
  case $wanted in
    nftables | iptables) echo 'why: kubelet waits longer before each new start; delete the Pod, and the next one starts at once' ;;
    *) echo 'why: each start reads the same ConfigMap and ends with the same error; the log of the Pod shows it' ;;
  esac
else
  echo "actual: kube-proxy runs in mode $mode, and the Service kubernetes does not answer"
  echo 'why: it writes the rules within seconds of its start'
fi
exit 1
