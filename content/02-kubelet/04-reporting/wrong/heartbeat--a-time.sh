# node: control-plane
# says: subtract the renewTime
kubectl get lease -n kube-node-lease "$KINDLAB_WORKER" -o jsonpath='{.spec.renewTime}' >/root/renewal
