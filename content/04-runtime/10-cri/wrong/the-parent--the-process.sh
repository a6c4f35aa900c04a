# node: worker
# says: which is web itself
set -eu
kubectl get pod web >/dev/null 2>&1 || kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=60s
crictl inspect "$(crictl ps -q --name '^web$')" | jq .info.pid >/root/web-shim
