# node: control-plane
# says: with hostNetwork the Pod has no own network
set -eu
kubectl delete pod pair --ignore-not-found --now
kubectl run pair --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"hostNetwork":true,"containers":[{"name":"web","image":"'"$KINDLAB_WEB_IMAGE"'"},{"name":"tools","image":"'"$KINDLAB_TOOLBOX_IMAGE"'"}]}}'
