# node: worker
set -u
written=$(wc -l 2>/dev/null </var/log/by-hand/by-hand.log)
left=$(crictl pods -q --state ready --name '^by-hand$')$(crictl ps -q --name '^by-hand$')
kubelet=$(systemctl is-active kubelet)
[ "${written:-0}" -gt 0 ] && [ -z "$left" ] && [ "$kubelet" = active ] && exit 0

echo 'expected: kubelet runs on the worker; only the log of by-hand is left'
if [ "${written:-0}" = 0 ]; then
  echo 'actual: there is no log of by-hand, so it has never run here'
  echo 'why: this step continues the previous one'
elif [ "$kubelet" != active ]; then
  echo "actual: kubelet is $kubelet"
  echo 'why: kubelet has to remove the container, not you'
else
  echo 'actual: kubelet runs, and so does by-hand'
  echo 'why: it compares every few seconds, and gives a container time to end; wait a little'
fi
exit 1
