# node: worker
set -u
written=$(wc -l 2>/dev/null </var/log/by-hand/by-hand.log)
left=$(crictl pods -q --state ready --name '^by-hand$')$(crictl ps -q --name '^by-hand$')
kubelet=$(systemctl is-active kubelet)
[ "${written:-0}" -gt 0 ] && [ -z "$left" ] && [ "$kubelet" = active ] && exit 0

echo 'expected: kubelet runs on the worker; of by-hand there is only its log'
if [ "${written:-0}" = 0 ]; then
  echo 'actual: there is no log of by-hand, so it never ran here'
  echo 'why: this step goes on from the one before'
elif [ "$kubelet" != active ]; then
  echo "actual: kubelet is $kubelet"
  echo 'why: it was to be kubelet that clears away, not you'
else
  echo 'actual: kubelet runs, and so does by-hand'
  echo 'why: it takes stock every few seconds, and ends a Pod in its own time; wait a little'
fi
exit 1
