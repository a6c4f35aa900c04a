# node: worker
set -eu
ctr -n k8s.io images tag --force "$KINDLAB_WEB_IMAGE" localhost/shop:2
image=$(kubectl get pod shop --ignore-not-found -o jsonpath='{.spec.containers[0].image} {.status.phase}')
if [ "$image" != 'localhost/shop:2 Running' ]; then
  # Faster than waiting for kubelet's next attempt.
  kubectl delete pod shop --ignore-not-found --now
  kubectl run shop --image=localhost/shop:2
fi
