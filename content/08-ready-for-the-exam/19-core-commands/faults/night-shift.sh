# node: control-plane
set -eu
kubectl delete pod guest --ignore-not-found --now
kubectl taint node "$KINDLAB_WORKER" shift=night:NoSchedule --overwrite
kubectl run guest --image="$KINDLAB_WEB_IMAGE"
# The symptom: the scheduler has checked all nodes and found none.
for _ in $(seq 60); do
  reason=$(kubectl get pod guest -o jsonpath='{.status.conditions[?(@.type=="PodScheduled")].reason}')
  if [ "$reason" = Unschedulable ]; then exit 0; fi
  # The scheduler can place the Pod before it has seen the taint.
  if [ -n "$(kubectl get pod guest -o jsonpath='{.spec.nodeName}')" ]; then
    kubectl delete pod guest --now
    kubectl run guest --image="$KINDLAB_WEB_IMAGE"
  fi
  sleep 1
done
echo 'the Pod guest has not become unschedulable within 60 s' >&2
exit 1
