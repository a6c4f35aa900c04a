# node: control-plane
# says: the file must hold one day
set -eu
openssl x509 -in /etc/kubernetes/pki/etcd/server.crt -noout -enddate >/root/etcd-end
