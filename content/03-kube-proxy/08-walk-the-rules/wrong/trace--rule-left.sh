# node: worker
# says: it costs time
set -eu
address=$(kubectl get service shop -o jsonpath='{.spec.clusterIP}')
iptables -t raw -I PREROUTING -d "$address" -p tcp --syn -j TRACE
timeout 8 xtables-monitor --trace >/root/trace &
sleep 2
kubectl exec caller -- curl -s -m 3 "http://$address/hostname"
wait || true
