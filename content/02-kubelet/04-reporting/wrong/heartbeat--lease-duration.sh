# node: control-plane
# says: the time for which a renewal is valid
kubectl get lease -n kube-node-lease "$KINDLAB_WORKER" -o jsonpath='{.spec.leaseDurationSeconds}' >/root/renewal
