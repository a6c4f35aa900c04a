# node: worker
# says: your prediction is
set -eu
if [ "$(kubectl get pod far --ignore-not-found -o jsonpath='{.spec.nodeName}')" != "$KINDLAB_CONTROL_PLANE" ]; then
  kubectl delete pod far --ignore-not-found --now
  kubectl run far --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_CONTROL_PLANE"'"}}'
fi
kubectl get pod caller >/dev/null 2>&1 || kubectl run caller --image="$KINDLAB_TOOLBOX_IMAGE"
kubectl wait pod/caller pod/far --for=condition=Ready --timeout=90s
kubectl delete pod next --ignore-not-found --now
last=$(cat "$(find /var/lib/cni/networks /run/cni-ipam-state -name last_reserved_ip.0 2>/dev/null | head -n 1)")
echo "$last" >/root/next-address
kubectl run next --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/next --for=condition=Ready --timeout=90s
