# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/exam/free-nodes)
number=$(kubectl get nodes -o json | jq '[.items[] | select(any(.status.conditions[]; .type == "Ready" and .status == "True") and ([.spec.taints[]? | select(.effect != "PreferNoSchedule")] | length) == 0)] | length') || exit 2
[ -n "$number" ] && [ "$written" = "$number" ] && exit 0

echo 'expected: the number of nodes that are Ready and have no taint, in /root/exam/free-nodes on the control-plane node'
echo "actual: ${written:-there is nothing in that file}"
echo 'why: a taint with NoSchedule or NoExecute keeps such Pods away, also from the control-plane node'
exit 1
