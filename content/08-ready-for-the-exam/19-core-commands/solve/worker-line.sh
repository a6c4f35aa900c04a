# node: control-plane
set -eu
kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address} {.status.nodeInfo.containerRuntimeVersion}' >/root/answer-1
