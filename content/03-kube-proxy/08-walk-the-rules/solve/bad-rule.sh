# node: worker
set -eu
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=90s
for _ in $(seq 60); do
  rules=$(iptables-save -t nat)
  if ! grep -q 'default/shop -> canary' <<<"$rules" && grep -q 'default/shop -> .* -j KUBE-SEP' <<<"$rules"; then exit 0; fi
  sleep 0.5
done
echo 'kube-proxy has not written the rules again within 30 s' >&2
exit 1
