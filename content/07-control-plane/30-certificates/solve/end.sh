# node: control-plane
set -eu
date -u -d "$(openssl x509 -in /etc/kubernetes/pki/etcd/server.crt -noout -enddate | cut -d= -f2)" +%F >/root/etcd-end
