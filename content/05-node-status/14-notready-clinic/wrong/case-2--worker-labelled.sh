# node: worker
# says: the worker has the label node-role.kubernetes.io/control-plane
set -eu
kubectl label node "$KINDLAB_WORKER" node-role.kubernetes.io/control-plane= --overwrite
kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=120s
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
