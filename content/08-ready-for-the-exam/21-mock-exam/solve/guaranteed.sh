# node: control-plane
set -eu
kubectl get deployment press >/dev/null 2>&1 || kubectl create deployment press --image="$KINDLAB_WEB_IMAGE"
kubectl set resources deployment press --limits=cpu=50m,memory=64Mi --requests=cpu=50m,memory=64Mi
kubectl rollout status deployment press --timeout=90s
