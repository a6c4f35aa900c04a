# node: worker
# says: kubelet sees only images in the namespace k8s.io
set -eu
kubectl delete pod shop --ignore-not-found --now
kubectl run shop --image=localhost/shop:2
ctr -n k8s.io images export /tmp/web.tar "$KINDLAB_WEB_IMAGE"
ctr images import /tmp/web.tar
ctr images tag "$KINDLAB_WEB_IMAGE" localhost/shop:2
rm /tmp/web.tar
