# node: worker
set -u
web=$(crictl ps -o json --state running --label io.kubernetes.pod.name=pair --name '^web$' | jq -r '.containers[0].metadata.attempt // empty')
sandbox=$(crictl pods -o json --state ready --name '^pair$' | jq -r '.items[0].metadata.attempt // empty')
[ "${web:-0}" -ge 1 ] && [ "$sandbox" = 0 ] && exit 0

echo 'expected: the container web of pair is a new one, in the first sandbox of the Pod'
if [ -z "$sandbox" ]; then
  echo 'actual: the worker has no sandbox of a Pod pair'
  echo 'why: the Pod has to stay; create it again'
elif [ "$sandbox" != 0 ]; then
  echo "actual: the sandbox itself is a new one, number $sandbox"
  echo 'why: pause has ended, so kubelet has started the whole Pod again; delete the Pod, create it again, and stop only the container web'
elif [ -z "$web" ]; then
  echo 'actual: the sandbox exists, and no container web runs in it at this moment'
  echo 'why: kubelet starts a new one within seconds, or later after many restarts'
else
  echo 'actual: web is still its first container'
  echo 'why: web was not stopped, or the whole Pod was created again'
fi
exit 1
