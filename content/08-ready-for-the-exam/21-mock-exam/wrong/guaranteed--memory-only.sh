# node: control-plane
# says: that class needs limits for both
set -eu
kubectl set resources deployment press --limits=memory=64Mi
kubectl rollout status deployment press --timeout=60s
