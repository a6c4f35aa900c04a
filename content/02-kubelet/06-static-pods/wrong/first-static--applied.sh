# node: control-plane
# says: an ordinary Pod beacon exists
kubectl run beacon --image=localhost/web:1
