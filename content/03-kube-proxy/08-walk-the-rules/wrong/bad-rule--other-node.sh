# node: control-plane
# says: kube-proxy has not written that rule
set -eu
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_CONTROL_PLANE"
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=90s
