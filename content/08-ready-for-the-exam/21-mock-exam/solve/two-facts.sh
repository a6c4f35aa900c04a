# node: control-plane
set -eu
mkdir -p /root/exam
kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}' >/root/exam/pod-range
kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.nodeInfo.containerRuntimeVersion}' >/root/exam/runtime
