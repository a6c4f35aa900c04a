# node: control-plane
set -eu
kubectl uncordon "$KINDLAB_WORKER"
kubectl rollout restart deployment counter
kubectl rollout status deployment counter --timeout=90s
