# node: control-plane
# says: it is not the Pod of your colleague
set -eu
kubectl delete pod importer --ignore-not-found --now
kubectl run importer --image=localhost/web:1
