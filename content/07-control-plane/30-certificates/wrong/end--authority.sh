# node: control-plane
# says: on that day the authority of etcd expires
set -eu
date -u -d "$(openssl x509 -in /etc/kubernetes/pki/etcd/ca.crt -noout -enddate | cut -d= -f2)" +%F >/root/etcd-end
