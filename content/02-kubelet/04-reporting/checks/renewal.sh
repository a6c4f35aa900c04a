# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/renewal)
seconds=${written%s}
# A renewal may come a moment late on a busy machine.
[[ $seconds =~ ^[0-9]+$ ]] && [ "$seconds" -ge 9 ] && [ "$seconds" -le 11 ] && exit 0

echo 'expected: the seconds between two renewals of a Lease, in /root/renewal on the control-plane node'
if [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/renewal on the control-plane node'
  echo 'why: it has not been written yet, or on the other node'
elif [ "$seconds" = 40 ]; then
  echo 'actual: 40'
  echo 'why: that is for how long a renewal counts, leaseDurationSeconds; kubelet comes back well before its end'
else
  echo "actual: ${written:0:80}"
  echo 'why: subtract the renewTime of one line from that of the next line of the same node'
fi
exit 1
