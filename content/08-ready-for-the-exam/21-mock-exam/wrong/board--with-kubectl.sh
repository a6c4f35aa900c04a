# node: control-plane
# says: it was made through the API server
set -eu
kubectl delete pod board --ignore-not-found --now
kubectl run board --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/board --for=condition=Ready --timeout=60s
