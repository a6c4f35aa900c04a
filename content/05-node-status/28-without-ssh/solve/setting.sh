# node: control-plane
set -eu
kubectl get --raw "/api/v1/nodes/$KINDLAB_WORKER/proxy/configz" | jq .kubeletconfig.maxPods >/root/max-pods
