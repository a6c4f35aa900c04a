# node: control-plane
set -eu
kubectl delete deployment press --ignore-not-found
kubectl create deployment press --image="$KINDLAB_WEB_IMAGE"
kubectl rollout status deployment press --timeout=90s
