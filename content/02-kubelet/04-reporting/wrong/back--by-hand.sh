# node: control-plane
# says: deleting the record by force ends no container
kubectl taint node "$KINDLAB_WORKER" node.kubernetes.io/unreachable- || true
kubectl get pods -l app=mover --field-selector "spec.nodeName=$KINDLAB_WORKER" -o name | xargs -r kubectl delete --force
