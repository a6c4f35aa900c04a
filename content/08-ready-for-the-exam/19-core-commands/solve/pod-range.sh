# node: control-plane
set -eu
kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}' >/root/answer-3
