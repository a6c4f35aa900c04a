# node: worker
# says: patient has no liveness probe
set -eu
kubectl delete pod patient --ignore-not-found --now
kubectl run patient --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/patient --for=condition=Ready --timeout=60s
kill -STOP "$(crictl inspect "$(crictl ps -q --name '^patient$')" | jq .info.pid)"
