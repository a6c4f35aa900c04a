# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/scribe-reason)
facts=$(kubectl get pod scribe --ignore-not-found -o jsonpath='{.status.phase} {.status.reason}') || exit 2
[ "$facts" = 'Failed Evicted' ] && [ "$written" = Evicted ] && exit 0

echo 'expected: the reason in the status of the Pod scribe, after it was ended, in /root/scribe-reason on the control-plane node'
if [ -z "$facts" ]; then
  echo 'actual: there is no Pod scribe in the namespace default'
  echo 'why: create it with the command of the text; its status is lost when it is deleted'
elif [ "$facts" != 'Failed Evicted' ]; then
  echo "actual: scribe is ${facts% *}"
  echo 'why: kubelet measures the volumes of its Pods in rounds; it may take a minute and a half'
else
  echo "actual: ${written:-there is nothing in that file}"
  echo 'why: the phase is Failed; the reason is another field of the status'
fi
exit 1
