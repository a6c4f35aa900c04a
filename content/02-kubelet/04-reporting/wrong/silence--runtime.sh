# node: worker
# says: written by a running kubelet
set -eu
kubectl uncordon "$KINDLAB_WORKER"
kubectl run steady --image=localhost/web:1
kubectl wait pod/steady --for=condition=Ready --timeout=60s
systemctl stop containerd
