# node: control-plane
set -eu
job=$(kubectl get job report --ignore-not-found -o json)
if [ -n "$job" ]; then
  complete=$(jq -r '[.status.conditions[]? | select(.type == "Complete" and .status == "True")] | length' <<<"$job")
  beside=$(jq -r '[.spec.template.spec.initContainers[]? | select(.name == "sender" and .restartPolicy == "Always")] | length' <<<"$job")
  writer=$(jq -r '[.spec.template.spec.containers[] | select(.name == "writer")] | length' <<<"$job")
  [ "$complete$beside$writer" = 111 ] && exit 0
fi

echo 'expected: the Job report is complete, and sender started before writer and ran beside it'
if [ -z "$job" ]; then
  echo 'actual: there is no Job report in the namespace default'
  echo 'why: it has been deleted and not created again'
elif [ "$writer" = 0 ]; then
  echo 'actual: the Job has no container writer'
  echo 'why: writer does the work of the Job, so it stays among the app containers'
elif [ "$beside" = 0 ]; then
  echo "actual: the Job $([ "$complete" = 1 ] && echo 'is complete' || echo 'is not complete'); sender is no container that starts before writer and keeps running"
  echo 'why: an app container has to end before the Pod has completed, and an ordinary init container has to end before writer starts'
else
  echo 'actual: sender is a sidecar, and the Job is not complete yet'
  echo 'why: writer needs five seconds; `kubectl get pods -l job-name=report` shows its progress'
fi
exit 1
