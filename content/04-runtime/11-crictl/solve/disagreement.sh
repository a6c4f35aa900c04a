# node: worker
set -eu
systemctl enable --now kubelet
if [ "$(kubectl get pod shop --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.phase}')" != "$KINDLAB_WORKER Running" ]; then
  kubectl delete pod shop --ignore-not-found --now
  kubectl run shop --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
fi
