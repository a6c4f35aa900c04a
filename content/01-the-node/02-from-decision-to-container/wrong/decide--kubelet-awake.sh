# node: worker
# says: there is a sandbox of parcel
set -eu
systemctl start kubelet
kubectl create --raw /api/v1/namespaces/default/pods/parcel/binding -f - <<JSON
{"apiVersion":"v1","kind":"Binding","metadata":{"name":"parcel"},"target":{"apiVersion":"v1","kind":"Node","name":"$KINDLAB_WORKER"}}
JSON
