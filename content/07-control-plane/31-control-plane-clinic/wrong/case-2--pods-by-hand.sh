# node: control-plane
# says: does not work
set -eu
kubectl delete pod crew-1 crew-2 --ignore-not-found --now
for name in crew-1 crew-2; do kubectl run "$name" --image="$KINDLAB_WEB_IMAGE" --labels=app=crew; done
