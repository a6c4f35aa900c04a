# node: control-plane
# says: front has no init container
set -eu
kubectl delete pod front --now
kubectl run front --image=localhost/web:1
kubectl wait pod/front --for=condition=Ready --timeout=60s
