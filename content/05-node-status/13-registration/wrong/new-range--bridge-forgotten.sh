# node: worker
# says: a bridge keeps its address until it is removed
set -eu
kubectl delete pod settler --ignore-not-found --now
# The state of a node that has run Pods before it got its new range.
ip link show cni0 >/dev/null 2>&1 || ip link add cni0 type bridge
ip address flush dev cni0
ip address add 10.244.99.1/24 dev cni0
kubectl get pods -n kube-system --field-selector "spec.nodeName=$KINDLAB_WORKER" -o name \
  | sed -n "s|^pod/\($KINDLAB_CNI_DAEMONSET-.*\)|\1|p" | xargs -r kubectl delete pod -n kube-system
kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=90s
kubectl run settler --image="$KINDLAB_WEB_IMAGE"
