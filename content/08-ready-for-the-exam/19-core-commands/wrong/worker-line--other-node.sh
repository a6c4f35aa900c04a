# node: control-plane
# says: does not begin with the INTERNAL-IP of the worker
set -eu
kubectl get node "$KINDLAB_CONTROL_PLANE" -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address} {.status.nodeInfo.containerRuntimeVersion}' >/root/answer-1
