# node: control-plane
# says: does not contain the ConfigMap note
set -eu
e() { etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/server.crt --key=/etc/kubernetes/pki/etcd/server.key "$@"; }
e snapshot save /root/backup.db
kubectl delete configmap note --ignore-not-found
kubectl create configmap note --from-literal=text=hello
