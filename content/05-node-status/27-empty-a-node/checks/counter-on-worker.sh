# node: control-plane
set -u
closed=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.unschedulable}{.spec.taints[*].key}') || exit 2
here=$(kubectl get pods -l app=counter --field-selector "spec.nodeName=$KINDLAB_WORKER,status.phase=Running" -o name) || exit 2
[ -z "$closed" ] && [ -n "$here" ] && exit 0

echo 'expected: the worker is open, and a Pod of counter runs on it'
if [ -n "$closed" ]; then
  echo "actual: the worker is closed ($closed)"
  echo 'why: a drain leaves the node closed; you have to open it'
else
  echo 'actual: the worker is open, and no Pod of counter runs on it'
  echo 'why: Pods stay on their node; only new ones can run on the worker'
fi
exit 1
