# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o json --show-managed-fields) || exit 2
# The author of the label: kubelet, when it created the record, or an administrator with kubectl.
writer=$(jq -r 'first(.metadata.managedFields[]? | select(.fieldsV1."f:metadata"."f:labels" | has("f:disk")?) | .manager) // ""' <<<"$node" 2>/dev/null)
disk=$(jq -r '.metadata.labels.disk // ""' <<<"$node" 2>/dev/null)
# The flag has = or a blank before the labels.
flag=$(tr '\0' ' ' 2>/dev/null <"/proc/$(pgrep -x kubelet)/cmdline" | grep -cE -- '--node-labels[= ]([^ ]*,)?disk=fast(,| |$)')
[ "$disk" = fast ] && [ "$writer" = kubelet ] && [ "$flag" -ge 1 ] && exit 0

echo 'expected: kubelet of the worker runs with --node-labels=disk=fast, and has created its record with this label'
if [ -z "$node" ]; then
  echo 'actual: there is no such Node'
  echo 'why: kubelet registers when it starts; restart it'
elif [ "$flag" = 0 ]; then
  echo "actual: kubelet runs without the flag; the label disk is ${disk:-not there}"
  echo 'why: the flag comes from KUBELET_EXTRA_ARGS in /etc/default/kubelet; kubelet gets its flags at its start only'
elif [ "$disk" = fast ]; then
  echo "actual: the label is there, written by $writer"
  echo 'why: a label from an administrator is lost with the record; remove the label or the record, and let kubelet set it'
else
  echo 'actual: kubelet has the flag, and its record lacks the label'
  echo 'why: the record existed before; kubelet sets this label only when it creates a record'
fi
exit 1
