# node: control-plane
# says: which tags exist there
kubectl set image pod/till "till=${KINDLAB_WEB_IMAGE%:*}:latest"
