# node: control-plane
# says: 0 Pods are behind it
set -eu
kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --replicas=2 --dry-run=client -o yaml | kubectl apply -f -
kubectl delete service shop --ignore-not-found
kubectl expose deployment shop --port=80 --target-port=8080 --selector=app=store
