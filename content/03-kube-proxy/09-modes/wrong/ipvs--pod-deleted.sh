# node: worker
# says: mode: ipvs
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
