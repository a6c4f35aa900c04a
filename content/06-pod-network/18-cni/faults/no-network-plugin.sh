# node: worker
set -eu
kubectl label node "$KINDLAB_WORKER" node-role.kubernetes.io/control-plane-
kubectl delete pod first --ignore-not-found --now
kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" \
  -p '{"spec":{"template":{"spec":{"nodeSelector":{"node-role.kubernetes.io/control-plane":""}}}}}'
# The plugin writes its file when it starts, so its Pod must have ended first.
pods_here() { kubectl get pods -n kube-system --field-selector "spec.nodeName=$KINDLAB_WORKER" -o name | grep -c "/$KINDLAB_CNI_DAEMONSET-" || true; }
for _ in $(seq 60); do
  if [ "$(pods_here)" = 0 ]; then break; fi
  sleep 1
done
rm -f /etc/cni/net.d/*
# The symptom is what kubectl shows.
for _ in $(seq 60); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = False ]; then exit 0; fi
  sleep 1
done
echo 'Ready has not become False within 60 s' >&2
exit 1
