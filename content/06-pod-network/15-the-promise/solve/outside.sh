# node: worker
set -eu
if [ "$(kubectl get pod outside --ignore-not-found -o jsonpath='{.spec.nodeName} {.spec.hostNetwork}')" != "$KINDLAB_CONTROL_PLANE true" ]; then
  kubectl delete pod outside --ignore-not-found --now
  kubectl run outside --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_CONTROL_PLANE"'","hostNetwork":true}}'
fi
kubectl wait pod/outside --for=condition=Ready --timeout=90s
address=$(kubectl get pod outside -o jsonpath='{.status.podIP}')
seen=$(kubectl exec caller -- curl -s -m 3 "http://$address:8080/clientip")
echo "${seen%:*}" >/root/seen-outside
