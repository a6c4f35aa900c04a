# node: worker
set -u
pods=$(kubectl get pods -l app=mover -o jsonpath='{range .items[*]}{.spec.nodeName},{.status.phase},{.metadata.deletionTimestamp}{"\n"}{end}') || exit 2
container=''
[[ $pods == *"$KINDLAB_WORKER"* ]] || container=$(crictl ps -o json --state running --label io.kubernetes.pod.namespace=default \
  | jq -r '[.containers[] | select(.labels["io.kubernetes.pod.name"] | startswith("mover-"))][0].id // empty')
[ "$pods" = "$KINDLAB_CONTROL_PLANE,Running," ] && [ -z "$container" ] && exit 0

echo 'expected: one Pod of mover, Running on the control-plane node, and no container of another one'
if [ -n "$container" ]; then
  echo 'actual: a container of mover runs on the worker, and there is no such Pod any more'
  echo 'why: deleting the record by force ends no container; only the kubelet of the worker does that'
elif [ "$pods" = "$KINDLAB_WORKER,Running," ]; then
  echo 'actual: the one Pod of mover runs on the worker, where it started'
  echo 'why: the node was not silent for long enough; this step continues the previous one'
else
  echo "actual: Pods of mover: $(grep -c . <<<"$pods"), of which $(grep -c ',.*,.' <<<"$pods") are marked for deletion"
  echo 'why: only the kubelet of the worker can end the old one; it does so when it learns that the Pod is marked for deletion'
fi
exit 1
