# node: worker
# says: an address that was given by hand is unknown to host-local
set -eu
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}')
ip netns delete lab 2>/dev/null || true
ip netns add lab
ip -n lab link add eth0 type veth peer name other
ip -n lab address add "${range%.*}.77/24" dev eth0
