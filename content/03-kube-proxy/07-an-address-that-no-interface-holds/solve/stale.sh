# node: worker
set -eu
kubectl label node "$KINDLAB_WORKER" node-role.kubernetes.io/control-plane-
kubectl patch daemonset -n kube-system kube-proxy -p '{"spec":{"template":{"spec":{"nodeSelector":{"node-role.kubernetes.io/control-plane":null}}}}}'
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=90s
address=$(kubectl get service shop -o jsonpath='{.spec.clusterIP}')
for _ in $(seq 60); do
  if curl -s -m 1 "http://$address/hostname"; then exit 0; fi
  sleep 0.5
done
echo 'shop has not answered on the worker within 30 s' >&2
exit 1
