# node: control-plane
# says: that the Pod does not tolerate
set -eu
kubectl delete pod guest --ignore-not-found --now
kubectl run guest --image="$KINDLAB_WEB_IMAGE"
kubectl uncordon "$KINDLAB_WORKER"
