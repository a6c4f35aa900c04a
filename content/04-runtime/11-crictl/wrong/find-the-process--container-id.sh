# node: worker
# says: the ID of a container is not that of its process
set -eu
[ -n "$(crictl ps -q --name "^web$")" ] || kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=60s
crictl ps -q --name '^web$' >/root/web-pid
