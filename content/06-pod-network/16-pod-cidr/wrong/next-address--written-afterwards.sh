# node: worker
# says: a report, not a prediction
set -eu
kubectl delete pod next --ignore-not-found --now
kubectl run next --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/next --for=condition=Ready --timeout=90s
sleep 1
kubectl get pod next -o jsonpath='{.status.podIP}' >/root/next-address
