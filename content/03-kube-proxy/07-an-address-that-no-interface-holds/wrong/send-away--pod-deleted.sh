# node: control-plane
# says: a Pod that is only deleted is made again
set -eu
kubectl delete pods -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
