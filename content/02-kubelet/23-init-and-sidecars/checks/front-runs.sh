# node: control-plane
set -eu
pod=$(kubectl get pod front --ignore-not-found -o jsonpath='{.status.phase},{.spec.initContainers[0].name},{.status.initContainerStatuses[0].state.terminated.exitCode}')
IFS=, read -r phase init code <<<"$pod"
[ "$phase" = Running ] && [ -n "$init" ] && exit 0

echo 'expected: the Pod front with its init container, Running'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod front in the namespace default'
  echo 'why: the task is to start it, not to remove it; create it again as in the previous step'
elif [ -z "$init" ]; then
  echo 'actual: front has no init container'
  echo 'why: without it the Pod waits for nothing; delete front, and create the Pod of the previous step'
else
  echo "actual: front is $phase; its init container has ${code:+ended with }${code:-not ended}"
  echo 'why: the init container sends requests until it gets an answer; its log and its command show the address'
fi
exit 1
