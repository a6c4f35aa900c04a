# node: worker
set -u
node=$(kubectl get pod parcel --ignore-not-found -o jsonpath='{.metadata.name} {.spec.nodeName}') || exit 2
sandbox=$(crictl pods -q --state ready --name '^parcel$' | head -n 1)
# A kubelet that is stopped during its start is in the state failed.
kubelet=$(systemctl is-active kubelet)
[ "$node" = "parcel $KINDLAB_WORKER" ] && [ -z "$sandbox" ] && [[ $kubelet =~ ^(inactive|failed)$ ]] && exit 0

echo "expected: kubelet is stopped on the worker; parcel is assigned to $KINDLAB_WORKER, and the worker has no sandbox of it"
if [ -z "$node" ]; then
  echo 'actual: there is no Pod parcel'
  echo 'why: create it again as in the previous step'
elif [ -n "$sandbox" ]; then
  echo 'actual: the worker has acted: there is a sandbox of parcel'
  echo 'why: its kubelet was running when the decision came; delete the Pod, stop kubelet, begin again'
elif [ "$node" = 'parcel ' ]; then
  echo "actual: parcel has no node; kubelet on the worker is $kubelet"
  echo 'why: the API server refuses a change of spec.nodeName; a decision arrives as a Binding'
elif [ "$node" != "parcel $KINDLAB_WORKER" ]; then
  echo "actual: parcel is assigned to ${node#* }"
  echo 'why: a Pod never changes its node; delete it, create it again, and name the worker in the Binding'
else
  echo "actual: parcel is assigned to the worker, whose kubelet is $kubelet"
  echo 'why: kubelet will start the Pod at once, and then you cannot observe the decision alone; stop kubelet first'
fi
exit 1
