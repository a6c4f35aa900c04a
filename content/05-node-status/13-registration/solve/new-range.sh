# node: worker
set -eu
kubectl get nodes "$KINDLAB_WORKER" >/dev/null
kubectl delete pod settler --ignore-not-found --now
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}')
if ! ip -brief address show cni0 2>/dev/null | grep -q "${range%.*}\.1/"; then
  kubectl get pods -n kube-system --field-selector "spec.nodeName=$KINDLAB_WORKER" -o name \
    | sed -n "s|^pod/\($KINDLAB_CNI_DAEMONSET-.*\)|\1|p" | xargs -r kubectl delete pod -n kube-system
  kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=90s
  ip link delete cni0 2>/dev/null || true
fi
kubectl run settler --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/settler --for=condition=Ready --timeout=90s
