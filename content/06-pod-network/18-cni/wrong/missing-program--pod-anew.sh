# node: worker
# says: the event of the Pod names the missing program
set -eu
kubectl delete pod late --force --grace-period=0
kubectl run late --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
