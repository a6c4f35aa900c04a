# node: control-plane
# says: the search list would add a part of it
set -eu
kubectl get namespace market >/dev/null 2>&1 || kubectl create namespace market
kubectl get service shop -n market >/dev/null 2>&1 || kubectl run shop -n market --image="$KINDLAB_WEB_IMAGE" --port=8080 --expose
echo shop.market.svc.cluster.local >/root/short-name
