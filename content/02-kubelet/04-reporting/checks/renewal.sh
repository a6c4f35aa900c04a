# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/renewal)
# 10, 10s and 10.185 are the same answer.
seconds=$(sed -nE 's/^([0-9]+)([.,][0-9]+)?(s|sec|seconds)?$/\1/p' <<<"$written")
# A renewal may come a moment late on a busy machine.
[ -n "$seconds" ] && [ "$seconds" -ge 9 ] && [ "$seconds" -le 11 ] && exit 0

echo 'expected: the seconds between two renewals of a Lease, in /root/renewal on the control-plane node'
if [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/renewal on the control-plane node'
  echo 'why: it has not been written yet, or it is on the other node'
elif [ "$seconds" = 40 ]; then
  echo 'actual: 40'
  echo 'why: that is the time for which a renewal is valid, leaseDurationSeconds; kubelet renews well before its end'
else
  echo "actual: ${written:0:80}"
  echo 'why: subtract the renewTime of one line from that of the next line of the same node'
fi
exit 1
