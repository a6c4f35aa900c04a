# node: worker
set -u
facts=$(kubectl get pod web --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.containerStatuses[0].restartCount}') || exit 2
read -r node restarts <<<"$facts"
attempt=$(crictl ps --name '^web$' --state running -o json | jq -r '.containers[0].metadata.attempt // empty')
[ "$node" = "$KINDLAB_WORKER" ] && [ "${attempt:-0}" -ge 1 ] && [ "${restarts:-0}" -ge 1 ] && exit 0

echo 'expected: the Pod web is there as before; in it a container that has taken the place of the first'
if [ "$node" != "$KINDLAB_WORKER" ]; then
  echo 'actual: there is no Pod web on the worker'
  echo 'why: the Pod was to stay; make it again, then end its container only'
elif [ -z "$attempt" ]; then
  echo 'actual: the Pod is there, and no container of it runs at this moment'
  echo 'why: kubelet puts one in its place within seconds, or later if that has happened often'
elif [ "$attempt" = 0 ]; then
  echo 'actual: the container that runs is the first one of this Pod, attempt 0'
  echo 'why: nothing was stopped, or the whole Pod was replaced; a new Pod begins to count anew'
else
  echo "actual: attempt $attempt runs, and kubectl counts ${restarts:-no} restarts"
  echo 'why: the report of kubelet follows within seconds'
fi
exit 1
