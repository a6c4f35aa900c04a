# node: control-plane
# says: Mi counts in 1024
set -eu
kubectl delete pod small --ignore-not-found --now
kubectl run small --image="$KINDLAB_WEB_IMAGE" \
  --overrides='{"spec":{"containers":[{"name":"small","image":"'"$KINDLAB_WEB_IMAGE"'","resources":{"limits":{"memory":"64M"}}}]}}'
