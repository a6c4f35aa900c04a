# node: control-plane
set -u
closed=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.unschedulable}') || exit 2
here=$(kubectl get pods -l app=counter --field-selector "spec.nodeName=$KINDLAB_WORKER,status.phase=Running" -o name) || exit 2
count=$(grep -c . <<<"$here")
[ "$closed" = true ] && [ "$count" -ge 1 ] && exit 0

echo 'expected: the worker is closed for new Pods, and Pods of counter run on it'
echo "actual: it is $([ "$closed" = true ] && echo closed || echo open); $count Pods of counter run on it"
if [ "$closed" != true ]; then
  echo 'why: the scheduler may still choose the worker'
else
  echo 'why: cordon does not end Pods; they have been evicted or deleted, or the Deployment is missing'
fi
exit 1
