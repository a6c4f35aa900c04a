# node: control-plane
# says: that is another program
set -eu
kubectl delete pod till --ignore-not-found --now
kubectl run till --image="$KINDLAB_TOOLBOX_IMAGE" -- sleep 1d
