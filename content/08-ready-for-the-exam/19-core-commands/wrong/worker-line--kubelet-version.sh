# node: control-plane
# says: VERSION is the version of kubelet
set -eu
kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address} {.status.nodeInfo.kubeletVersion}' >/root/answer-1
