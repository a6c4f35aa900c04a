# node: worker
set -u
files=$(grep -lsE '^ *["'"'"']?name["'"'"']?: *["'"'"']?beacon["'"'"']? *,? *$' /etc/kubernetes/manifests/*)
container=$(crictl ps -q --label "io.kubernetes.pod.name=beacon-$KINDLAB_WORKER" --state running | head -n 1)
mirror=$(kubectl get pod "beacon-$KINDLAB_WORKER" --ignore-not-found -o name) || exit 2
kubelet=$(systemctl is-active kubelet)
# Kubelet writes an event for each container that it ends. Without such an event beacon has never run here.
ended=$(kubectl get events --field-selector "involvedObject.name=beacon-$KINDLAB_WORKER,reason=Killing" -o name) || exit 2
[ -z "$files$container$mirror" ] && [ "$kubelet" = active ] && [ -n "$ended" ] && exit 0

echo 'expected: beacon ran on the worker; now its file, its container and its mirror are gone, and kubelet runs'
if [ "$kubelet" != active ]; then
  echo "actual: kubelet is $kubelet"
  echo 'why: only a running kubelet can end a Pod and remove its mirror Pod'
elif [ -n "$files" ]; then
  echo "actual: $(head -n 1 <<<"$files") describes beacon"
  echo 'why: kubelet runs a file in this directory, with any name; and it restarts a container that you stop'
elif [ -z "$container$mirror" ]; then
  echo 'actual: there is no beacon, and kubelet has not ended one in the last hour'
  echo 'why: this step continues the previous one; create the Pod first, then remove it'
else
  echo 'actual: the file is gone; the Pod is ending'
  echo 'why: it gets up to 30 seconds for that'
fi
exit 1
