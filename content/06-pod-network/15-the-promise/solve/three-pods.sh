# node: control-plane
set -eu
if [ "$(kubectl get pod far --ignore-not-found -o jsonpath='{.spec.nodeName} {.spec.hostNetwork}')" != "$KINDLAB_CONTROL_PLANE " ]; then
  kubectl delete pod far --ignore-not-found --now
  kubectl run far --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_CONTROL_PLANE"'"}}'
fi
kubectl get pod near >/dev/null 2>&1 || kubectl run near --image="$KINDLAB_WEB_IMAGE"
kubectl get pod caller >/dev/null 2>&1 || kubectl run caller --image="$KINDLAB_TOOLBOX_IMAGE"
kubectl wait pod/caller pod/near pod/far --for=condition=Ready --timeout=90s
