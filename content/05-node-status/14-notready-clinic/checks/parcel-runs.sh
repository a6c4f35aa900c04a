# node: worker
set -u
facts=$(kubectl get pod parcel --ignore-not-found -o jsonpath='{.status.phase} {.spec.nodeName}') || exit 2
[ "$facts" = "Running $KINDLAB_WORKER" ] && exit 0

echo 'expected: the Pod parcel, Running on the worker'
if [ -z "$facts" ]; then
  echo 'actual: there is no Pod parcel in the namespace default'
  echo 'why: the task is to start it, not to remove it; create it again with the image localhost/web:1'
elif [ "${facts#* }" != "$KINDLAB_WORKER" ]; then
  echo "actual: parcel is ${facts% *}, on ${facts#* }"
  echo 'why: the other node has no fault; the Pod has to run on the worker'
else
  echo "actual: parcel is on the worker, and ${facts% *}"
  echo 'why: read the last event of the Pod from right to left; kubelet retries by itself, within about a minute'
fi
exit 1
