# node: control-plane
set -eu
kubectl label node "$KINDLAB_WORKER" tier=front --overwrite
if [ "$(kubectl get pod lounge --ignore-not-found -o jsonpath='{.spec.nodeSelector.tier}')" != front ]; then
  kubectl delete pod lounge --ignore-not-found --now
  kubectl run lounge --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeSelector":{"tier":"front"}}}'
fi
kubectl wait pod/lounge --for=condition=Ready --timeout=60s
