# node: control-plane
# says: neither this container
set -eu
crictl ps -q --name '^etcd$' >/root/answer-4
