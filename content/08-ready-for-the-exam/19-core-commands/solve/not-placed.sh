# node: control-plane
set -eu
for key in $(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.taints[*].key}'); do
  kubectl taint node "$KINDLAB_WORKER" "$key-"
done
if [ -z "$(kubectl get pod guest --ignore-not-found -o name)" ]; then kubectl run guest --image="$KINDLAB_WEB_IMAGE"; fi
