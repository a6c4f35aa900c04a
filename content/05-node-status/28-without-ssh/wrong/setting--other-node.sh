# node: control-plane
# says: the setting of the other node
set -eu
kubectl get --raw "/api/v1/nodes/$KINDLAB_CONTROL_PLANE/proxy/configz" | jq .kubeletconfig.maxPods >/root/max-pods
