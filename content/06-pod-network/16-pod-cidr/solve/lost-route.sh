# node: worker
set -eu
if [ "$KINDLAB_CNI" = kindnet ]; then
  kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --type merge \
    -p '{"spec":{"template":{"spec":{"nodeSelector":{"node-role.kubernetes.io/control-plane":null}}}}}'
fi
# Removes the route of a wrong answer.
ip route flush exact "$KINDLAB_POD_CIDR"
plugin=$(kubectl get pods -n kube-system --field-selector "spec.nodeName=$KINDLAB_WORKER" -o name | grep "/$KINDLAB_CNI_DAEMONSET-" || true)
if [ -n "$plugin" ]; then kubectl delete -n kube-system "$plugin"; fi
kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=90s
far=$(kubectl get pod far -o jsonpath='{.status.podIP}')
for _ in $(seq 60); do
  if curl -s -m 1 "http://$far:8080/hostname"; then exit 0; fi
  sleep 0.5
done
echo 'far has not answered the worker within 30 s' >&2
exit 1
