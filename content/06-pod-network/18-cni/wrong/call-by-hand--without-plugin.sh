# node: worker
# says: host-local does not know an address that was set by hand
set -eu
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}')
ip netns delete lab 2>/dev/null || true
ip netns add lab
ip -n lab link add eth0 type veth peer name other
ip -n lab address add "${range%.*}.77/24" dev eth0
