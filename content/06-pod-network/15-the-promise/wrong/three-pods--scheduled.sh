# node: control-plane
# says: because the scheduler placed it
set -eu
for pod in near far; do kubectl run "$pod" --image="$KINDLAB_WEB_IMAGE"; done
kubectl run caller --image="$KINDLAB_TOOLBOX_IMAGE"
kubectl wait pod/caller pod/near pod/far --for=condition=Ready --timeout=90s
