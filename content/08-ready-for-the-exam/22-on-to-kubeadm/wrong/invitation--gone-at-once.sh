# node: control-plane
# says: there is only the token
set -eu
kubeadm token create --ttl 1s
# The token exists until it expires; then a controller removes it.
sleep 2
