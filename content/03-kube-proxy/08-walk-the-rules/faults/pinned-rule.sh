# node: worker
set -eu
chain_of_shop() { iptables-save -t nat | sed -n 's/^-A KUBE-SERVICES .*"default\/shop cluster IP".* -j //p'; }
if [ -z "$(chain_of_shop)" ]; then
  kubectl get deployment shop >/dev/null 2>&1 || kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --replicas=3
  kubectl get service shop >/dev/null 2>&1 || kubectl expose deployment shop --port=80 --target-port=8080
  kubectl rollout status deployment shop --timeout=90s
  for _ in $(seq 60); do
    if [ -n "$(chain_of_shop)" ]; then break; fi
    sleep 0.5
  done
fi
chain=$(chain_of_shop)
# If kube-proxy has to write rules for new Pods later, it removes the foreign rule.
wanted=$(kubectl get deployment shop -o jsonpath='{.spec.replicas}')
for _ in $(seq 60); do
  ways=$(iptables-save -t nat | grep -oE -- "^-A $chain .* -j KUBE-SEP-[A-Z0-9]+" | sed 's/.* //' | sort -u | wc -l)
  if [ "$ways" = "$wanted" ]; then break; fi
  sleep 0.5
done
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}')
if ! iptables-save -t nat | grep -q -- "^-A $chain .* -j DNAT"; then
  iptables -t nat -I "$chain" -p tcp -m comment --comment 'default/shop -> canary' \
    -m statistic --mode random --probability 0.5 -j DNAT --to-destination "${range%.*}.250:8080"
fi
address=$(kubectl get service shop -o jsonpath='{.spec.clusterIP}')
# The symptom: some calls fail.
for _ in $(seq 60); do
  if ! curl -s -m 1 -o /dev/null "http://$address/hostname"; then exit 0; fi
done
echo 'sixty calls to shop from the worker have all been answered' >&2
exit 1
