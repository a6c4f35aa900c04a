# node: control-plane
# says: the task needs two containers in one Pod
set -eu
kubectl delete pod pair --ignore-not-found --now
kubectl run pair --image="$KINDLAB_WEB_IMAGE"
kubectl run pair-tools --image="$KINDLAB_TOOLBOX_IMAGE"
