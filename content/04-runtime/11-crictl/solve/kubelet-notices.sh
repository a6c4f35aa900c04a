# node: worker
set -eu
if [ "$(kubectl get pod web --ignore-not-found -o jsonpath='{.spec.nodeName}')" != "$KINDLAB_WORKER" ]; then
  kubectl delete pod web --ignore-not-found --now
  kubectl run web --image="$KINDLAB_WEB_IMAGE"
fi
kubectl wait pod/web --for=condition=Ready --timeout=60s
restarts=$(kubectl get pod web -o jsonpath='{.status.containerStatuses[0].restartCount}')
[ "$restarts" -ge 1 ] || crictl stop "$(crictl ps -q --label io.kubernetes.pod.name=web)"
