# node: worker
# says: send it a request
set -eu
kubectl get pod outside >/dev/null 2>&1 \
  || kubectl run outside --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_CONTROL_PLANE"'","hostNetwork":true}}'
kubectl wait pod/outside --for=condition=Ready --timeout=90s
kubectl get pod caller -o jsonpath='{.status.podIP}' >/root/seen-outside
