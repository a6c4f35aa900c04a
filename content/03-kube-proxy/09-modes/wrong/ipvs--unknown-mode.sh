# node: worker
# says: mode: userspace
set -eu
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: userspace/' | kubectl apply -f -
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
