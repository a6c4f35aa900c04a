# node: worker
set -eu
far=$(kubectl get pod far -o jsonpath='{.status.podIP}')
kubectl get pod caller -o name >/dev/null
range=$(kubectl get node "$KINDLAB_CONTROL_PLANE" -o jsonpath='{.spec.podCIDR}')
if [ "$KINDLAB_CNI" = kindnet ]; then
  # kindnet restores its routes again and again, so its Pod must not run.
  kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" \
    -p '{"spec":{"template":{"spec":{"nodeSelector":{"node-role.kubernetes.io/control-plane":""}}}}}'
  for _ in $(seq 60); do
    if [ -z "$(crictl ps -q --name kindnet --state running)" ]; then break; fi
    sleep 1
  done
fi
ip route flush exact "$range"
# The symptom: caller does not reach far.
for _ in $(seq 30); do
  if ! kubectl exec caller -- curl -s -m 2 -o /dev/null "http://$far:8080/hostname"; then exit 0; fi
  sleep 1
done
echo 'caller still reaches far after 30 s' >&2
exit 1
