# node: control-plane
# says: the next one will wait again
set -eu
kubectl delete pod guest --ignore-not-found --now
kubectl run guest --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/guest --for=condition=Ready --timeout=60s
