# node: control-plane
set -eu
kubectl label node "$KINDLAB_WORKER" disk=fast --overwrite
kubectl create configmap web-settings --from-literal=greeting=hello --dry-run=client -o yaml | kubectl apply -f -
