# node: worker
# says: and the worker has the label node-role.kubernetes.io/control-plane
set -eu
kubectl label node "$KINDLAB_WORKER" node-role.kubernetes.io/control-plane= --overwrite
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=120s
