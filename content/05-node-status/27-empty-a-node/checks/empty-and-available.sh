# node: control-plane
set -u
objects=$(kubectl get nodes,pdb,deployments,pods -A -o json) || exit 2
facts=$(jq -r --arg node "$KINDLAB_WORKER" '
  def of(kind; name): .items[] | select(.kind == kind and .metadata.name == name);
  [(of("Node"; $node) | .spec.unschedulable // false),
   (first(of("PodDisruptionBudget"; "counter") | .spec.minAvailable) // ""),
   (first(of("Deployment"; "counter") | .status.availableReplicas) // 0),
   ([.items[] | select(.kind == "Pod" and .spec.nodeName == $node and .metadata.ownerReferences[0].kind != "DaemonSet") | .metadata.name] | join(", "))]
  | map(tostring) | join("|")' <<<"$objects")
IFS='|' read -r closed budget available left <<<"$facts"
[ "$closed" = true ] && [ "$budget" = 2 ] && [ "${available:-0}" -ge 2 ] && [ -z "$left" ] && exit 0

echo 'expected: no Pods on the worker except those of DaemonSets, the worker closed, the budget as it was, and two available Pods of counter'
echo "actual: on the worker: ${left:-none}; closed: $closed; available Pods of counter: ${available:-none}; the budget needs ${budget:-nothing, it is gone}"
if [ "$budget" != 2 ]; then
  echo 'why: the budget protects the users of counter; leave it as it was (minAvailable: 2)'
elif [ -n "$left" ]; then
  echo 'why: drain names each Pod at which it stops; `kubectl get pdb` shows how many evictions of counter it allows'
elif [ "$closed" != true ]; then
  echo 'why: the scheduler may place the next Pod on an open node at once'
else
  echo 'why: the new Pods of counter are starting, or there are too few of them'
fi
exit 1
