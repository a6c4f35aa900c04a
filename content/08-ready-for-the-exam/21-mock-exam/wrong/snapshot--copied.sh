# node: control-plane
# says: half old and half new
set -eu
cp /var/lib/etcd/member/snap/db /root/exam/etcd.db
