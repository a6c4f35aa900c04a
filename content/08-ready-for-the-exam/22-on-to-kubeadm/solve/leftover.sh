# node: worker
set -eu
# The bridge of flannel; other plugins leave no such interface.
ip link delete cni0 2>/dev/null || true
kubectl delete pod web --ignore-not-found --now
kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=120s
