# node: worker
# says: T means stopped
set -eu
for name in left right; do kubectl run "$name" --image="$KINDLAB_WEB_IMAGE" --labels=app=shop; done
kubectl wait pod/left pod/right --for=condition=Ready --timeout=60s
kill -KILL "$(crictl inspect "$(crictl ps -q --name '^right$')" | jq .info.pid)"
