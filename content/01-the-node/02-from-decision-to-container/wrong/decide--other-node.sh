# node: worker
# says: name the worker in the Binding
set -eu
kubectl delete pod parcel --ignore-not-found --now
systemctl stop kubelet
kubectl run parcel --image=localhost/web:1 --overrides='{"spec":{"schedulerName":"by-hand"}}'
kubectl create --raw /api/v1/namespaces/default/pods/parcel/binding -f - <<JSON
{"apiVersion":"v1","kind":"Binding","metadata":{"name":"parcel"},"target":{"apiVersion":"v1","kind":"Node","name":"$KINDLAB_CONTROL_PLANE"}}
JSON
