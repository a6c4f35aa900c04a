# node: worker
# says: a container has its own process IDs
set -eu
[ -n "$(crictl ps -q --name "^web$")" ] || kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=60s
echo 1 >/root/web-pid
