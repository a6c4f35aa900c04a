# node: control-plane
set -eu
pod=$(kubectl get pod slow --ignore-not-found -o jsonpath='{.status.containerStatuses[0].started},{.status.containerStatuses[0].restartCount},{.spec.containers[0].livenessProbe.failureThreshold},{.spec.containers[0].livenessProbe.periodSeconds},{.spec.containers[0].livenessProbe.initialDelaySeconds},{.spec.containers[0].startupProbe.failureThreshold},{.spec.containers[0].startupProbe.periodSeconds},{.status.containerStatuses[0].state.running.startedAt}')
IFS=, read -r started restarts failures period delay patience every since <<<"$pod"
age=0
[ -z "$since" ] || age=$(($(date +%s) - $(date -d "$since" +%s)))
strict=0
if [ -n "$failures" ] && [ $((failures * period + ${delay:-0})) -le 6 ]; then strict=1; fi
# Without a restart for longer than it needs to start.
[ "$started,$restarts,$strict" = true,0,1 ] && [ -n "$patience" ] && [ "$age" -ge 25 ] && exit 0

echo 'expected: slow is up in its first container; liveness still ends it after three failures, two seconds apart; a startupProbe protects its start'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod slow in the namespace default'
  echo 'why: make it again, with a startupProbe'
elif [ "$strict" = 0 ]; then
  echo "actual: liveness: ${failures:-none}${failures:+ failures, $period s apart, first asked after ${delay:-0} s}"
  echo 'why: a program that hangs would now be found later, or never; being patient once, at the start, is the task of another probe'
elif [ -z "$patience" ]; then
  echo "actual: slow has no startupProbe, and $restarts restarts"
  echo 'why: liveness asks from the first second and ends it before it is up'
elif [ "${restarts:-0}" -gt 0 ]; then
  echo "actual: restarted $restarts times, with a startupProbe that waits $patience times $every s"
  echo 'why: that is less than the program needs; it takes 20 seconds to start'
else
  echo "actual: it has been starting for $age s"
  echo 'why: it needs 20 seconds; if it is not restarted, this turns green'
fi
exit 1
