# node: worker
set -eu
kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --type merge -p '{"spec":{"template":{"spec":{"nodeSelector":null}}}}'
kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=90s
# Ready alone may be the last word of the kubelet before.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
