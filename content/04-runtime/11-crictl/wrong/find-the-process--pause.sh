# node: worker
# says: which on the worker is pause
set -eu
[ -n "$(crictl ps -q --name "^web$")" ] || kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=60s
crictl inspectp "$(crictl pods -q --state ready --name '^web$' | head -n 1)" | jq .info.pid >/root/web-pid
