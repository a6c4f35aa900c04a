# node: control-plane
set -eu
pod=$(kubectl get pod parcel --ignore-not-found \
  -o jsonpath='{.status.phase},{.spec.nodeName},{.status.conditions[?(@.type=="Ready")].status}')
IFS=, read -r phase node ready <<<"$pod"
[ "$ready,$node" = "True,$KINDLAB_WORKER" ] && exit 0

echo "expected: the Pod parcel on $KINDLAB_WORKER, Ready"
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod parcel in the namespace default'
  echo 'why: the task is to start it, not to remove it; create it again and bind it'
elif [ -z "$node" ]; then
  echo 'actual: parcel has no node'
  echo 'why: the Binding has not been sent yet; send the Binding of the previous step'
else
  echo "actual: parcel is on $node, $phase and not Ready"
  echo 'why: a kubelet has to read the decision; is it running there?'
fi
exit 1
