# node: worker
# says: which on the worker is containerd
set -eu
kubectl get pod web >/dev/null 2>&1 || kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=60s
pgrep -x containerd >/root/web-shim
