# node: control-plane
set -eu
mkdir -p /root/exam
kubectl get configmap marker >/dev/null 2>&1 || kubectl create configmap marker --from-literal=number=1
etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/etc/kubernetes/pki/etcd/ca.crt --cert=/etc/kubernetes/pki/etcd/server.crt --key=/etc/kubernetes/pki/etcd/server.key snapshot save /root/exam/etcd.db
