# node: worker
set -eu
systemctl start kubelet
kubectl get pod steady >/dev/null 2>&1 || kubectl run steady --image=localhost/web:1 --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
