# node: control-plane
# says: behind the Service are
set -eu
kubectl rollout restart deployment kiosk
kubectl rollout status deployment kiosk --timeout=60s
