# node: control-plane
# says: the piece of the other node
set -eu
kubectl get node "$KINDLAB_CONTROL_PLANE" -o jsonpath='{.spec.podCIDR}' >/root/answer-3
