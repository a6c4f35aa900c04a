# node: control-plane
set -eu
kubectl delete deployment bench --ignore-not-found
kubectl cordon "$KINDLAB_WORKER"
kubectl create deployment bench --image="$KINDLAB_WEB_IMAGE" --replicas=2
# The symptom: its Pods have no node.
for _ in $(seq 60); do
  if [ "$(kubectl get pods -l app=bench -o jsonpath='{.items[*].status.conditions[?(@.type=="PodScheduled")].reason}')" = 'Unschedulable Unschedulable' ]; then exit 0; fi
  sleep 1
done
exit 1
