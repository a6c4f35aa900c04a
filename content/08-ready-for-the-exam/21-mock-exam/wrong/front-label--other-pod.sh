# node: control-plane
# says: the selector of a Pod is compared
set -eu
kubectl delete pod lounge --now
kubectl run lounge --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/lounge --for=condition=Ready --timeout=60s
