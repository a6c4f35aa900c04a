# node: worker
set -eu
rm -rf /var/log/pods/old
kubectl get pod parcel >/dev/null 2>&1 || kubectl run parcel --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/parcel --for=condition=Ready --timeout=120s
