# node: worker
set -u
facts=$(kubectl get pod web --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.containerStatuses[0].restartCount}') || exit 2
read -r node restarts <<<"$facts"
attempt=$(crictl ps --label io.kubernetes.pod.name=web --label io.kubernetes.pod.namespace=default --state running -o json | jq -r '.containers[0].metadata.attempt // empty')
[ "$node" = "$KINDLAB_WORKER" ] && [ "${attempt:-0}" -ge 1 ] && [ "${restarts:-0}" -ge 1 ] && exit 0

echo 'expected: the Pod web is the same as before; a new container has replaced its first container'
if [ "$node" != "$KINDLAB_WORKER" ]; then
  echo 'actual: there is no Pod web on the worker'
  echo 'why: the Pod has to stay; create it again, then end only its container'
elif [ -z "$attempt" ]; then
  echo 'actual: the Pod exists, and no container of it runs at this moment'
  echo 'why: kubelet starts a new one within seconds, or later after many restarts'
elif [ "$attempt" = 0 ]; then
  echo 'actual: the running container is the first one of this Pod, attempt 0'
  echo 'why: no container was stopped, or the whole Pod was replaced; a new Pod starts at attempt 0'
else
  echo "actual: attempt $attempt runs, and kubectl counts ${restarts:-no} restarts"
  echo 'why: the report of kubelet follows within seconds'
fi
exit 1
