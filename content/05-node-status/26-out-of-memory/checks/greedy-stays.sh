# node: control-plane
set -u
pod=$(kubectl get pod greedy --ignore-not-found -o json) || exit 2
facts=none
if [ -n "$pod" ]; then
  facts=$(jq -r '.status.containerStatuses[0] as $c | "\(.status.phase) \($c.state.running != null) \($c.restartCount) \(.spec.containers[0].resources.limits.memory // "-")"' <<<"$pod")
fi
read -r phase running restarts limit <<<"$facts"
said=''
[ "$running" = true ] && said=$(kubectl logs greedy --tail=1 2>/dev/null)
case $limit in *Mi) mebibytes=${limit%Mi} ;; *) mebibytes=999 ;; esac
[ "$said" = '60 MiB are read' ] && [ "$restarts" -ge 1 ] && [ "$mebibytes" -lt 256 ] && exit 0

echo 'expected: the Pod greedy of your colleague runs, has read its data, and has a limit below 256Mi'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod greedy'
  echo 'why: the task is to repair it, not to remove it; press Break it again'
elif [ "$said" != '60 MiB are read' ]; then
  echo "actual: greedy is $phase, with $restarts restarts and a limit of $limit"
  echo 'why: the kernel ends it as soon as it uses more than its limit; kubelet waits longer before each attempt'
elif [ "$restarts" = 0 ]; then
  echo 'actual: greedy runs, and has never been restarted'
  echo 'why: this is another Pod of that name; the Pod of your colleague has to get enough memory'
else
  echo "actual: greedy runs, with a limit of $limit"
  echo 'why: without a sensible limit it can take the memory of all others'
fi
exit 1
