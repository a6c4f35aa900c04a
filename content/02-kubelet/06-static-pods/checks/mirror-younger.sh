# node: worker
set -u
mirror=$(kubectl get pod "beacon-$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.metadata.creationTimestamp}') || exit 2
container=$(crictl ps -q --name '^beacon$' --state running | head -n 1)
age=''
if [ -n "$mirror" ] && [ -n "$container" ]; then
  started=$(crictl inspect "$container" | jq -r .status.createdAt)
  age=$(($(date -d "$mirror" +%s) - $(date -d "$started" +%s)))
  [ "$age" -ge 2 ] && exit 0
fi

echo 'expected: the mirror Pod of beacon was made after the container'
if [ -z "$container" ]; then
  echo 'actual: no container beacon runs on the worker'
  echo 'why: it was to live on; put the file of the step before back'
elif [ -z "$mirror" ]; then
  echo 'actual: there is no mirror Pod at this moment'
  echo 'why: kubelet makes it anew within seconds'
elif [ "$age" -lt -2 ]; then
  echo 'actual: the mirror is older than the container'
  echo 'why: the container was ended, and kubelet has put another in its place; delete the object with kubectl'
else
  echo 'actual: container and mirror were made together'
  echo 'why: the mirror has not been deleted, or the whole Pod has been made anew; delete the object with kubectl'
fi
exit 1
