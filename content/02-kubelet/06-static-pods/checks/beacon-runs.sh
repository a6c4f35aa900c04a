# node: worker
set -u
container=$(crictl ps -q --label "io.kubernetes.pod.name=beacon-$KINDLAB_WORKER" --state running | head -n 1)
source=$(kubectl get pod "beacon-$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.metadata.annotations.kubernetes\.io/config\.source}') || exit 2
[ -n "$container" ] && [ "$source" = file ] && exit 0

echo 'expected: the Pod beacon runs on the worker, from a file in /etc/kubernetes/manifests, and has a mirror'
if [ -n "$container" ]; then
  echo 'actual: it runs, and the API server does not know it yet'
  echo 'why: kubelet creates the mirror Pod a moment later'
elif grep -qsE '^ *["'"'"']?name["'"'"']?: *["'"'"']?beacon["'"'"']? *,? *$' /etc/kubernetes/manifests/*; then
  echo 'actual: the file is there, and no container of the Pod runs'
  echo 'why: kubelet has not started it yet, or does not accept the file; its journal shows the reason'
elif [ -n "$(kubectl get pod beacon --ignore-not-found -o name)" ]; then
  echo 'actual: an ordinary Pod beacon exists'
  echo 'why: it is an object at the API server; a static Pod comes from a file on the node'
else
  echo 'actual: no file in /etc/kubernetes/manifests of the worker describes a Pod beacon'
  echo 'why: kubelet reads this one directory, on its own node'
fi
exit 1
