# node: worker
# says: attempt 0
set -eu
kubectl delete pod web --ignore-not-found --now
kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=60s
