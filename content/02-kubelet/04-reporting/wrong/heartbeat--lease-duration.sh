# node: control-plane
# says: for how long a renewal counts
kubectl get lease -n kube-node-lease "$KINDLAB_WORKER" -o jsonpath='{.spec.leaseDurationSeconds}' >/root/renewal
