# node: control-plane
set -eu
kubectl delete service stall --ignore-not-found
kubectl get deployment stall >/dev/null 2>&1 || kubectl create deployment stall --image="$KINDLAB_WEB_IMAGE"
kubectl rollout status deployment stall --timeout=90s
