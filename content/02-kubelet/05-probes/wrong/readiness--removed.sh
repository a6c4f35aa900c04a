# node: control-plane
# says: there is no such Pod
kubectl delete pod right --ignore-not-found --force
