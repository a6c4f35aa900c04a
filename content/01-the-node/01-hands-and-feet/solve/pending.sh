# node: control-plane
set -eu
if [ -z "$(kubectl get pod stuck --ignore-not-found -o jsonpath='{.spec.nodeSelector.disk}')" ]; then
  kubectl delete pod stuck --ignore-not-found --now
  kubectl run stuck --image=localhost/web:1 --overrides='{"spec":{"nodeSelector":{"disk":"fast"}}}'
fi
