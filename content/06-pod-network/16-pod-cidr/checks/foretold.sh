# node: worker
set -u
pod=$(kubectl get pod next --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.podIP} {.metadata.creationTimestamp}') || exit 2
read -r node address made <<<"$pod"
written=$(tr -d '[:space:]' 2>/dev/null </root/next-address)
if [ "$node" = "$KINDLAB_WORKER" ] && [ -n "$made" ] && [ "$written" = "$address" ]; then
  [ "$(stat -c %Y /root/next-address)" -le "$(date -d "$made" +%s)" ] && exit 0
fi

echo 'expected: the address of the Pod next, in /root/next-address on the worker before the Pod was made'
if [ -z "$written" ]; then
  echo 'actual: there is nothing in the file on the worker'
  echo 'why: first say what will come, then let it come'
elif [ -z "$node" ]; then
  echo "actual: you say $written, and there is no Pod next yet"
  echo 'why: make it now, and see whether you are right'
elif [ "$node" != "$KINDLAB_WORKER" ] || [ -z "$made" ]; then
  echo "actual: next has the address ${address:-none}, on $node"
  echo 'why: each node gives out addresses of its own range; the Pod has to be on the worker'
elif [ "$written" = "$address" ]; then
  echo "actual: $written is right, and was written after the Pod was made"
  echo 'why: that is a report and no prediction; delete the Pod and begin again'
else
  echo "actual: you say $written, and next has $address"
  echo 'why: it is the next after the last one that was given out, even if lower ones are free; another Pod may have come in between'
fi
exit 1
