# node: control-plane
set -eu
node=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.metadata.uid},{.status.conditions[?(@.type=="Ready")].status}')
IFS=, read -r uid ready <<<"$node"
kept=$(sed -n 's/^  uid: //p' /root/worker.yaml 2>/dev/null || true)
[ -n "$kept" ] && [ -n "$uid" ] && [ "$uid" != "$kept" ] && [ "$ready" = True ] && exit 0

echo "expected: $KINDLAB_WORKER is Ready, and its record is not the one in /root/worker.yaml"
if [ -z "$kept" ]; then
  echo 'actual: there is no copy in /root/worker.yaml'
  echo 'why: without the copy of the previous step there is nothing to compare with'
elif [ -z "$uid" ]; then
  echo 'actual: there is no such Node'
  echo 'why: kubelet registers when it starts, and at no other time'
elif [ "$uid" = "$kept" ]; then
  echo 'actual: the record is the one of the copy'
  echo 'why: a kubelet that finds its record keeps it; it creates a record only if there is none'
else
  echo "actual: the record is new, and Ready is ${ready:-not reported yet}"
  echo 'why: the network plugin has to start again on this node first; that takes about ten seconds'
fi
exit 1
