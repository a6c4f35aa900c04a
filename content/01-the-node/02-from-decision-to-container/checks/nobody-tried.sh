# node: control-plane
set -eu
pod=$(kubectl get pod parcel --ignore-not-found \
  -o jsonpath='{.spec.schedulerName},{.spec.nodeName},{.status.conditions[?(@.type=="PodScheduled")].reason}')
IFS=, read -r scheduler node reason <<<"$pod"
[ -n "$pod" ] && [ "$scheduler" != default-scheduler ] && [ -z "$node$reason" ] && exit 0

echo 'expected: the Pod parcel, without a node, for a scheduler that does not exist'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod parcel in the namespace default'
  echo 'why: it has not been created yet, or has another name or namespace'
elif [ -n "$node" ]; then
  echo "actual: parcel is assigned to $node"
  echo 'why: a Pod never changes its node; delete it and create it again, as the text describes'
elif [ -n "$reason" ]; then
  echo "actual: parcel has no node, and a scheduler reports: $reason"
  echo 'why: a scheduler tried it and found no node; in this step no scheduler may try it'
else
  echo "actual: parcel waits for $scheduler"
  echo 'why: that is the scheduler of this cluster, and it will place the Pod as soon as it runs'
fi
exit 1
