# node: control-plane
set -eu
pod=$(kubectl get pod slow --ignore-not-found -o jsonpath='{.status.containerStatuses[0].started},{.status.containerStatuses[0].restartCount},{.spec.containers[0].livenessProbe.failureThreshold},{.spec.containers[0].livenessProbe.periodSeconds},{.spec.containers[0].livenessProbe.initialDelaySeconds},{.spec.containers[0].startupProbe.failureThreshold},{.spec.containers[0].startupProbe.periodSeconds},{.status.containerStatuses[0].state.running.startedAt}')
IFS=, read -r started restarts failures period delay patience every since <<<"$pod"
age=0
[ -z "$since" ] || age=$(($(date +%s) - $(date -d "$since" +%s)))
strict=0
if [ -n "$failures" ] && [ $((failures * period + ${delay:-0})) -le 6 ]; then strict=1; fi
# Without a restart for a longer time than its start needs.
[ "$started,$restarts,$strict" = true,0,1 ] && [ -n "$patience" ] && [ "$age" -ge 25 ] && exit 0

echo 'expected: slow has started in its first container; liveness still ends it after three failures, two seconds apart; a startupProbe protects its start'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod slow in the namespace default'
  echo 'why: create it again, with a startupProbe'
elif [ "$strict" = 0 ]; then
  echo "actual: liveness: ${failures:-none}${failures:+ failures, $period s apart, first run after ${delay:-0} s}"
  echo 'why: kubelet would now find a frozen program later, or never; another probe exists to give more time at the start'
elif [ -z "$patience" ]; then
  echo "actual: slow has no startupProbe, and $restarts restarts"
  echo 'why: liveness runs from the first second and ends it before it has started'
elif [ "${restarts:-0}" -gt 0 ]; then
  echo "actual: restarted $restarts times, with a startupProbe that allows $patience times $every s"
  echo 'why: that is less than the program needs; it takes 20 seconds to start'
else
  echo "actual: it has been starting for $age s"
  echo 'why: it needs 20 seconds; if kubelet does not restart it, this check turns green'
fi
exit 1
