# node: control-plane
# says: which tags are there
kubectl set image pod/till "till=${KINDLAB_WEB_IMAGE%:*}:latest"
