# node: worker
set -u
files=$(grep -ls 'name: beacon$' /etc/kubernetes/manifests/*)
container=$(crictl ps -q --name '^beacon$' --state running | head -n 1)
mirror=$(kubectl get pod "beacon-$KINDLAB_WORKER" --ignore-not-found -o name) || exit 2
kubelet=$(systemctl is-active kubelet)
[ -z "$files$container$mirror" ] && [ "$kubelet" = active ] && exit 0

echo 'expected: no file, no container and no mirror of beacon on the worker, whose kubelet runs'
if [ "$kubelet" != active ]; then
  echo "actual: kubelet is $kubelet"
  echo 'why: only a kubelet that runs can end a Pod and take its mirror away'
elif [ -n "$files" ]; then
  echo "actual: $(head -n 1 <<<"$files") describes beacon"
  echo 'why: whatever its name, a file in this folder is run; and what you stop is started again'
else
  echo 'actual: the file is gone; the Pod is about to end'
  echo 'why: it is given up to 30 seconds for that'
fi
exit 1
