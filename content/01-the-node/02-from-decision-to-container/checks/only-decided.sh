# node: worker
set -u
node=$(kubectl get pod parcel --ignore-not-found -o jsonpath='{.metadata.name} {.spec.nodeName}') || exit 2
sandbox=$(crictl pods -q --state ready --name '^parcel$' | head -n 1)
# Whoever stops it in the middle of its start leaves it failed.
kubelet=$(systemctl is-active kubelet)
[ "$node" = "parcel $KINDLAB_WORKER" ] && [ -z "$sandbox" ] && [[ $kubelet =~ ^(inactive|failed)$ ]] && exit 0

echo "expected: kubelet is stopped on the worker; parcel has been given to $KINDLAB_WORKER, and nothing of it is there"
if [ -z "$node" ]; then
  echo 'actual: there is no Pod parcel'
  echo 'why: make it again as in the step before'
elif [ -n "$sandbox" ]; then
  echo 'actual: the worker has begun: there is a sandbox of parcel'
  echo 'why: its kubelet was awake when the decision came; delete the Pod, stop kubelet, begin again'
elif [ "$node" = 'parcel ' ]; then
  echo "actual: parcel has no node; kubelet on the worker is $kubelet"
  echo 'why: spec.nodeName cannot be edited; a decision arrives as a Binding'
elif [ "$node" != "parcel $KINDLAB_WORKER" ]; then
  echo "actual: parcel has been given to ${node#* }"
  echo 'why: a Pod keeps its node for life; delete it, make it again, and name the worker in the Binding'
else
  echo "actual: parcel has been given to the worker, whose kubelet is $kubelet"
  echo 'why: it will start the Pod any moment, and there is nothing left to see; stop kubelet first'
fi
exit 1
