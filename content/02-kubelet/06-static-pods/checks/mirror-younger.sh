# node: worker
set -u
mirror=$(kubectl get pod "beacon-$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.metadata.creationTimestamp}') || exit 2
container=$(crictl ps -q --label "io.kubernetes.pod.name=beacon-$KINDLAB_WORKER" --state running | head -n 1)
age=''
if [ -n "$mirror" ] && [ -n "$container" ]; then
  started=$(crictl inspect "$container" | jq -r .status.createdAt)
  age=$(($(date -d "$mirror" +%s) - $(date -d "$started" +%s)))
  [ "$age" -ge 2 ] && exit 0
fi

echo 'expected: the mirror Pod of beacon was created after the container'
if [ -z "$container" ]; then
  echo 'actual: no container of the Pod beacon runs on the worker'
  echo 'why: it has to continue to run; put the file of the previous step back'
elif [ -z "$mirror" ]; then
  echo 'actual: there is no mirror Pod at this moment'
  echo 'why: kubelet creates it again within seconds'
elif [ "$age" -lt -2 ]; then
  echo 'actual: the mirror is older than the container'
  echo 'why: the container has ended, and kubelet has started another one; delete the object with kubectl'
else
  echo 'actual: container and mirror were created together'
  echo 'why: the mirror has not been deleted, or kubelet has started the whole Pod again; delete the object with kubectl'
fi
exit 1
