# node: control-plane
set -eu
kubectl delete pod small --ignore-not-found --now
kubectl run small --image="$KINDLAB_WEB_IMAGE" \
  --overrides='{"spec":{"containers":[{"name":"small","image":"'"$KINDLAB_WEB_IMAGE"'","resources":{"limits":{"memory":"64Mi"}}}]}}'
kubectl wait pod/small --for=condition=Ready --timeout=60s
