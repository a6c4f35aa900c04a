# node: worker
set -u
containers=$(crictl ps --state running -o json | jq -r '[.containers[] | select(.labels["io.kubernetes.pod.namespace"] == "default") | .labels["io.kubernetes.pod.name"]] | join(" ")')
static=$(tr ' ' '\n' <<<"$containers" | grep -x "board-$KINDLAB_WORKER")
[ -n "$static" ] && exit 0

echo 'expected: a Pod board runs on the worker, from a file of the worker'
if [[ " $containers " == *' board '* ]]; then
  echo 'actual: a Pod board runs there, and it was made through the API server'
  echo 'why: after a reboot without the API server, kubelet would not know of it'
else
  echo 'actual: no Pod board runs on the worker'
  echo 'why: kubelet runs what is in the folder that its configuration names'
fi
exit 1
