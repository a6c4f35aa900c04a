# node: control-plane
# says: leads to port 80 of the Pods
set -eu
kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --replicas=2
kubectl expose deployment shop --port=80
kubectl rollout status deployment shop --timeout=90s
