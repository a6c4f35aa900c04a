# node: control-plane
set -u
closed=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.unschedulable}{.spec.taints[*].key}') || exit 2
here=$(kubectl get pods -l app=bench --field-selector "spec.nodeName=$KINDLAB_WORKER,status.phase=Running" -o name) || exit 2
count=$(grep -c . <<<"$here")
[ -z "$closed" ] && [ "$count" -ge 2 ] && exit 0

echo 'expected: two Pods of bench run on the worker, and the worker is open'
echo "actual: $count of them run there; the worker is ${closed:+closed: }${closed:-open}"
echo 'why: a drain leaves its node closed; it stays closed until an administrator opens it'
exit 1
