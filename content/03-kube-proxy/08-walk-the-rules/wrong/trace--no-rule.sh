# node: worker
# says: without the rule with -j TRACE the kernel reports nothing
set -eu
address=$(kubectl get service shop -o jsonpath='{.spec.clusterIP}')
while iptables -t raw -D PREROUTING -d "$address" -p tcp --syn -j TRACE 2>/dev/null; do :; done
timeout 5 xtables-monitor --trace >/root/trace &
sleep 1
kubectl exec caller -- curl -s -m 3 "http://$address/hostname"
wait || true
