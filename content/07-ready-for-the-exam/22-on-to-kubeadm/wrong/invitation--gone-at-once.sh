# node: control-plane
# says: there is none but the one
set -eu
kubeadm token create --ttl 1s
# Until its time is over; then a controller removes it.
sleep 2
