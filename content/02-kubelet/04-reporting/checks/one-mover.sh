# node: worker
set -u
pods=$(kubectl get pods -l app=mover -o jsonpath='{range .items[*]}{.spec.nodeName},{.status.phase},{.metadata.deletionTimestamp}{"\n"}{end}') || exit 2
container=''
[[ $pods == *"$KINDLAB_WORKER"* ]] || container=$(crictl ps -q --name '^mover$' --state running | head -n 1)
[[ $pods =~ ^[^,]+,Running,$ ]] && [ -z "$container" ] && exit 0

echo 'expected: one Pod of mover, Running, and no container of another one'
if [ -n "$container" ]; then
  echo 'actual: a container of mover runs on the worker, and there is no such Pod any more'
  echo 'why: deleting the record by force ends no container; only the kubelet of the worker does that'
else
  echo "actual: Pods of mover: $(grep -c . <<<"$pods"), of which $(grep -c ',.*,.' <<<"$pods") are to be deleted"
  echo 'why: only the kubelet of the worker can end the old one; it does so when it hears that the Pod is to be deleted'
fi
exit 1
