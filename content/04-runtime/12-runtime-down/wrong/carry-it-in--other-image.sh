# node: worker
# says: that runs another image
set -eu
kubectl delete pod shop --ignore-not-found --now
kubectl run shop --image="$KINDLAB_WEB_IMAGE"
