# node: control-plane
# says: so the next Pod would wait as well
set -eu
kubectl delete pod newcomer --ignore-not-found --now
kubectl run newcomer --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/newcomer --for=condition=Ready --timeout=60s
