# node: control-plane
# says: the address has to be in the present range of the node
set -eu
kubectl delete pod web --ignore-not-found --now
kubectl run web --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"hostNetwork":true}}'
kubectl wait pod/web --for=condition=Ready --timeout=60s
