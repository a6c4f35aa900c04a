# node: control-plane
# says: there is one for each node
set -eu
kubectl get pods -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_CONTROL_PLANE" -o jsonpath='{.items[0].metadata.name}' >/root/answer-2
