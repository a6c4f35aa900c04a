# node: control-plane
# says: 4 Pods are ready
set -eu
kubectl scale deployment shop --replicas=4
kubectl rollout status deployment shop --timeout=120s
