# node: control-plane
# says: written like cri-o
set -eu
kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}' >/root/exam/pod-range
echo "$KINDLAB_CONTAINERD_VERSION" >/root/exam/runtime
