# node: worker
# says: no container of it runs
kubectl delete pod shop --force --grace-period=0
kubectl run shop --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
