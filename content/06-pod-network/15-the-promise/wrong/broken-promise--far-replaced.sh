# node: control-plane
# says: a rule replaces the source on the way out of the worker
set -eu
kubectl delete pod far --now
kubectl run far --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_CONTROL_PLANE"'"}}'
kubectl wait pod/far --for=condition=Ready --timeout=90s
