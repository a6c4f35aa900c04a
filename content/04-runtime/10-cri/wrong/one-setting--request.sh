# node: control-plane
# says: a memory request is read by the scheduler
set -eu
kubectl delete pod small --ignore-not-found --now
kubectl run small --image="$KINDLAB_WEB_IMAGE" \
  --overrides='{"spec":{"containers":[{"name":"small","image":"'"$KINDLAB_WEB_IMAGE"'","resources":{"requests":{"memory":"64Mi"}}}]}}'
