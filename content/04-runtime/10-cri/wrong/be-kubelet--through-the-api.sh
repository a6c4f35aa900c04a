# node: worker
# says: has the labels of kubelet
set -eu
for sandbox in $(crictl pods -q --name '^by-hand$'); do crictl -t 60s rmp -f "$sandbox"; done
systemctl start kubelet
kubectl run by-hand --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/by-hand --for=condition=Ready --timeout=60s
