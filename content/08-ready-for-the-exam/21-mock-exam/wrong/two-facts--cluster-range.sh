# node: control-plane
# says: the range of the whole cluster
set -eu
echo "$KINDLAB_POD_CIDR" >/root/exam/pod-range
kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.nodeInfo.containerRuntimeVersion}' >/root/exam/runtime
