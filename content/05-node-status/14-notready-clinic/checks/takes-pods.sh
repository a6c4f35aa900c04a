# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o json) || exit 2
facts=$(jq -r '[(.status.conditions | map({(.type): .status}) | add | .Ready, .MemoryPressure),
  ([.spec.taints[]?.key | sub(".*/"; "")] | join("+") | if . == "" then "none" else . end)] | join(" ")' <<<"$node")
read -r ready pressure taints <<<"$facts"
[ "$facts" = 'True False none' ] && exit 0

echo 'expected: the worker is Ready, not under pressure and without a taint'
echo "actual: Ready is $ready, MemoryPressure is $pressure, taints: $taints"
if [ "$ready" != True ]; then
  echo 'why: kubelet does not run with your change; its journal shows why'
elif [ "$pressure" = True ]; then
  echo 'why: a taint follows from a condition and comes back with it; kubelet compares the free memory with a threshold'
else
  echo 'why: the taint disappears a moment after the condition; your own taint stays'
fi
exit 1
