# node: control-plane
set -eu
kubectl uncordon "$KINDLAB_WORKER"
# A wrong answer may have changed the template.
kubectl patch deployment bench --type merge -p '{"spec":{"template":{"spec":{"tolerations":null}}}}' \
  || kubectl create deployment bench --image="$KINDLAB_WEB_IMAGE" --replicas=2
kubectl rollout status deployment bench --timeout=90s
