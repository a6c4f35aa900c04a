# node: control-plane
set -eu
kubectl get configmap note >/dev/null 2>&1 || kubectl create configmap note --from-literal=text='the spare key is under the mat'
e() { etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/server.crt --key=/etc/kubernetes/pki/etcd/server.key "$@"; }
e get /registry/configmaps/default/note --keys-only | head -n 1 >/root/etcd-key
