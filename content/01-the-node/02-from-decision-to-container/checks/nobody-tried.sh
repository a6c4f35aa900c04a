# node: control-plane
set -eu
pod=$(kubectl get pod parcel --ignore-not-found \
  -o jsonpath='{.spec.schedulerName},{.spec.nodeName},{.status.conditions[?(@.type=="PodScheduled")].reason}')
IFS=, read -r scheduler node reason <<<"$pod"
[ -n "$pod" ] && [ "$scheduler" != default-scheduler ] && [ -z "$node$reason" ] && exit 0

echo 'expected: the Pod parcel, without a node, for a scheduler that does not exist'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod parcel in the namespace default'
  echo 'why: it has not been made yet, or has another name or namespace'
elif [ -n "$node" ]; then
  echo "actual: parcel has been given to $node"
  echo 'why: a Pod keeps its node for life; delete it and make it again, as the text says'
elif [ -n "$reason" ]; then
  echo "actual: parcel has no node, and a scheduler says of it: $reason"
  echo 'why: the scheduler did look at it and found no place; here nobody is to look at all'
else
  echo "actual: parcel waits for $scheduler"
  echo 'why: that is the scheduler of this cluster, and it will place the Pod; is it down at the moment?'
fi
exit 1
