# node: worker
set -eu
kubectl get pod caller far -o name >/dev/null
far=$(kubectl get pod far -o jsonpath='{.status.podIP}')
caller=$(kubectl get pod caller -o jsonpath='{.status.podIP}')
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}')
rule=(POSTROUTING -s "$range" ! -d "$range" -m comment --comment 'legacy firewall' -j MASQUERADE)
iptables -t nat -C "${rule[@]}" 2>/dev/null || iptables -t nat -I "${rule[@]}"
# The symptom: far sees another address.
for _ in $(seq 30); do
  seen=$(kubectl exec caller -- curl -s -m 3 "http://$far:8080/clientip")
  if [ -n "$seen" ] && [ "${seen%:*}" != "$caller" ]; then exit 0; fi
  sleep 1
done
echo 'far still sees caller after 30 s' >&2
exit 1
