# node: control-plane
# says: if one ends again and again
set -eu
kubectl delete pod pair --ignore-not-found --now
kubectl run pair --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"containers":[{"name":"web","image":"'"$KINDLAB_WEB_IMAGE"'"},{"name":"tools","image":"'"$KINDLAB_WEB_IMAGE"'"}]}}'
