# node: control-plane
# says: the DaemonSet recreates a deleted Pod
set -eu
kubectl delete pods -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
