# node: worker
set -u
way=$(grep -sE 'KUBE-SEP-.*default/shop".*--to-destination' /root/trace | tail -n 1)
left=$(iptables-save -t raw | grep -c -- '-j TRACE')
[ -n "$way" ] && [ "$left" = 0 ] && exit 0

echo 'expected: /root/trace on the worker shows a packet to shop until its DNAT, and no trace rule is left'
if [ ! -e /root/trace ]; then
  echo 'actual: there is no file /root/trace on the worker'
  echo 'why: the monitor writes it, on the worker'
elif [ -z "$way" ] && [ "$left" = 0 ]; then
  echo 'actual: no packet to shop is in the file'
  echo 'why: without the rule with -j TRACE the kernel reports nothing; first the rule, then the monitor, then the call'
elif [ -z "$way" ]; then
  echo 'actual: the rule is there, and no packet to shop is in the file'
  echo 'why: the monitor has to run while caller calls; the file is complete when the monitor has ended'
else
  echo 'actual: the packet is in the file, and the trace rule still exists'
  echo 'why: it costs time with each new connection; remove it'
fi
exit 1
