# node: control-plane
set -eu
node=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.metadata.uid},{.metadata.labels.disk}')
IFS=, read -r uid disk <<<"$node"
kept=$(sed -n 's/^  uid: //p' /root/worker.yaml 2>/dev/null || true)
[ -n "$uid" ] && [ "$disk" = fast ] && [ "$kept" = "$uid" ] && exit 0

echo "expected: the label disk=fast on $KINDLAB_WORKER, and its record in /root/worker.yaml on the control-plane node"
if [ -z "$uid" ]; then
  echo 'actual: there is no such Node'
  echo 'why: its kubelet creates it again when it starts: restart it'
elif [ "$disk" != fast ]; then
  echo "actual: the label disk is ${disk:-not there}"
  echo 'why: the subcommand for labels sets it; with --overwrite it changes an existing label'
elif [ -z "$kept" ]; then
  echo 'actual: /root/worker.yaml does not hold a record'
  echo 'why: `kubectl get node <name> -o yaml` prints it; without a name it prints a list, which is not a record'
else
  echo 'actual: /root/worker.yaml is the record of another object'
  echo 'why: its uid is not that of the present worker'
fi
exit 1
