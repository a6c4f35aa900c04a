# node: control-plane
set -eu
if [ "$(kubectl get pod guest --ignore-not-found -o jsonpath='{.spec.nodeName}')" != "$KINDLAB_CONTROL_PLANE" ]; then
  kubectl delete pod guest --ignore-not-found --now
  kubectl run guest --image=localhost/web:1 --overrides='{"spec":{"nodeName":"'"$KINDLAB_CONTROL_PLANE"'"}}'
fi
