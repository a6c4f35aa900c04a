# node: control-plane
set -eu
kubectl get namespace market >/dev/null 2>&1 || kubectl create namespace market
kubectl get service shop -n market >/dev/null 2>&1 || kubectl run shop -n market --image="$KINDLAB_WEB_IMAGE" --port=8080 --expose
kubectl get pod asker >/dev/null 2>&1 || kubectl run asker --image="$KINDLAB_TOOLBOX_IMAGE"
kubectl wait pod/asker --for=condition=Ready --timeout=60s
echo shop.market >/root/short-name
