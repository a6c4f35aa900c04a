# node: control-plane
set -eu
kubectl get pods -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER" -o jsonpath='{.items[0].metadata.name}' >/root/answer-2
