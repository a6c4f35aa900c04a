# node: worker
set -eu
kubectl label node "$KINDLAB_WORKER" node-role.kubernetes.io/control-plane-
kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --type merge -p '{"spec":{"template":{"spec":{"nodeSelector":null}}}}'
kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=90s
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
