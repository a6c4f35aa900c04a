# node: worker
# says: web has been replaced
set -eu
systemctl start containerd
kubectl delete pod web --now
kubectl run web --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/web --for=condition=Ready --timeout=90s
