# node: worker
set -u
pod=$(kubectl get pod next --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.podIP} {.metadata.creationTimestamp}') || exit 2
read -r node address made <<<"$pod"
written=$(tr -d '[:space:]' 2>/dev/null </root/next-address)
if [ "$node" = "$KINDLAB_WORKER" ] && [ -n "$made" ] && [ "$written" = "$address" ]; then
  [ "$(stat -c %Y /root/next-address)" -le "$(date -d "$made" +%s)" ] && exit 0
fi

echo 'expected: the address of the Pod next, in /root/next-address on the worker before the creation of the Pod'
if [ -z "$written" ]; then
  echo 'actual: there is nothing in the file on the worker'
  echo 'why: first write your prediction, then create the Pod'
elif [ -z "$node" ]; then
  echo "actual: your prediction is $written, and there is no Pod next yet"
  echo 'why: create it now, and compare'
elif [ "$node" != "$KINDLAB_WORKER" ] || [ -z "$made" ]; then
  echo "actual: next has the address ${address:-none}, on $node"
  echo 'why: each node assigns addresses of its own range; the Pod has to be on the worker'
elif [ "$written" = "$address" ]; then
  echo "actual: $written is right, but was written after the creation of the Pod"
  echo 'why: that is a report, not a prediction; delete the Pod and begin again'
else
  echo "actual: your prediction is $written, and next has $address"
  echo 'why: it is the one after the last assigned address, even if lower ones are free; another Pod may have started in the meantime'
fi
exit 1
