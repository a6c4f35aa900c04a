# node: worker
set -eu
kubectl patch daemonset -n kube-system kube-proxy -p '{"spec":{"template":{"spec":{"nodeSelector":{"node-role.kubernetes.io/control-plane":""}}}}}'
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=90s
for _ in $(seq 60); do
  if [ -z "$(crictl ps -q --name '^kube-proxy$' --state running)" ]; then exit 0; fi
  sleep 0.5
done
echo 'kube-proxy still runs on the worker after 30 s' >&2
exit 1
