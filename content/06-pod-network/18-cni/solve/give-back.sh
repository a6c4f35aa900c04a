# node: worker
set -eu
kubectl label node "$KINDLAB_WORKER" node-role.kubernetes.io/control-plane-
kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --type merge -p '{"spec":{"template":{"spec":{"nodeSelector":null}}}}'
kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=120s
find /etc/cni/net.d -type f ! -path "$KINDLAB_CNI_CONF" -delete
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
