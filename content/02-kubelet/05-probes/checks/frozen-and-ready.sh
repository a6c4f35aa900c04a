# node: worker
set -u
pod=$(kubectl get pod right --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.conditions[?(@.type=="Ready")].status}') || exit 2
container=$(crictl ps -q --name '^right$' --state running | head -n 1)
state=''
[ -n "$container" ] && state=$(sed 's/.*) //' "/proc/$(crictl inspect "$container" | jq .info.pid)/stat" | cut -c1)
[ "$state" = T ] && [ "$pod" = "$KINDLAB_WORKER True" ] && exit 0

echo 'expected: the process of the container right is stopped by a signal (state T); its Pod is Ready'
if [ -z "$container" ]; then
  echo 'actual: no container right runs on the worker'
  echo 'why: make the Pods of this step first'
elif [ "$state" = T ]; then
  echo 'actual: the process is stopped, and the Pod is not Ready'
  echo 'why: somebody asks it, so it has a probe; here it is to have none'
else
  echo "actual: the process of right is in state ${state:-unknown}; T would be stopped"
  echo 'why: it runs or waits for work, and answers; a restarted container has a new process with another number'
fi
exit 1
