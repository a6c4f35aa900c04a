# node: control-plane
set -eu
kubectl label node "$KINDLAB_WORKER" tier-
kubectl delete pod lounge --ignore-not-found --now
kubectl run lounge --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeSelector":{"tier":"front"}}}'
for _ in $(seq 60); do
  if [ "$(kubectl get pod lounge -o jsonpath='{.status.conditions[?(@.type=="PodScheduled")].reason}')" = Unschedulable ]; then exit 0; fi
  sleep 1
done
exit 1
