# node: worker
# says: each Pod needs the sandbox image first
set -eu
kubectl delete pod late --now
kubectl run late --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
