# node: control-plane
# says: there is no ConfigMap web-settings
set -eu
kubectl label node "$KINDLAB_WORKER" disk=fast --overwrite
kubectl create configmap settings --from-literal=greeting=hello --dry-run=client -o yaml | kubectl apply -f -
