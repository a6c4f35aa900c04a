# node: worker
set -u
pod=$(kubectl get pod right --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.conditions[?(@.type=="Ready")].status}') || exit 2
container=$(crictl ps -q --label io.kubernetes.pod.name=right --label io.kubernetes.pod.namespace=default --state running | head -n 1)
state=''
[ -n "$container" ] && state=$(sed 's/.*) //' "/proc/$(crictl inspect "$container" | jq .info.pid)/stat" | cut -c1)
[ "$state" = T ] && [ "$pod" = "$KINDLAB_WORKER True" ] && exit 0

echo 'expected: the process of right is stopped by a signal (state T); its Pod is Ready'
if [ -z "$container" ]; then
  echo 'actual: no container of the Pod right runs on the worker'
  echo 'why: create the Pods of this step first'
elif [ "$state" = T ]; then
  echo 'actual: the process is stopped, and the Pod is not Ready'
  echo 'why: it has a readiness probe; in this step it must have none'
else
  echo "actual: the process of right is in state ${state:-unknown}; T means stopped"
  echo 'why: it runs or waits for work, and answers; a restarted container has a new process with another ID'
fi
exit 1
