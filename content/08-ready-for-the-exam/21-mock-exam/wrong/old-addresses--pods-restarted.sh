# node: control-plane
# says: still name Pods that are gone
set -eu
kubectl rollout restart deployment desk
kubectl rollout status deployment desk --timeout=90s
