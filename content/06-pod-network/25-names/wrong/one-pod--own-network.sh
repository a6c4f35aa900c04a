# node: control-plane
# says: meter has its own network
set -eu
kubectl get namespace market >/dev/null 2>&1 || kubectl create namespace market
kubectl get service shop -n market >/dev/null 2>&1 || kubectl run shop -n market --image="$KINDLAB_WEB_IMAGE" --port=8080 --expose
kubectl delete pod meter --ignore-not-found --now
kubectl run meter --image="$KINDLAB_TOOLBOX_IMAGE"
kubectl wait pod/meter --for=condition=Ready --timeout=60s
