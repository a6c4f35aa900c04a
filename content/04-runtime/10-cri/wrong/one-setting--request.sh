# node: control-plane
# says: the scheduler reads a memory request
set -eu
kubectl delete pod small --ignore-not-found --now
kubectl run small --image="$KINDLAB_WEB_IMAGE" \
  --overrides='{"spec":{"containers":[{"name":"small","image":"'"$KINDLAB_WEB_IMAGE"'","resources":{"requests":{"memory":"64Mi"}}}]}}'
