# node: worker
set -u
objects=$(kubectl get "node/$KINDLAB_WORKER" pod/web --ignore-not-found -o json) || exit 2
ready=$(jq -r '.items[] | select(.kind == "Node") | .status.conditions[] | select(.type == "Ready") | .status' <<<"$objects")
runtime=$(systemctl show containerd -p MainPID --value)
# A file of the shim: it exists without containerd, too.
container=$(jq -r '.items[] | select(.kind == "Pod") | .status.containerStatuses[0].containerID // ""' <<<"$objects")
web=$(cat "/run/containerd/io.containerd.runtime.v2.task/k8s.io/${container#*://}/init.pid" 2>/dev/null)
[ -e "/proc/${web:-none}" ] || web=''
is_older=''
# In clock ticks since the machine started.
if [ "$runtime" != 0 ] && [ -n "$web" ] && [ "$(cut -d' ' -f22 "/proc/$web/stat")" -lt "$(cut -d' ' -f22 "/proc/$runtime/stat")" ]; then is_older=yes; fi
[ "$ready" = True ] && [ -n "$is_older" ] && exit 0

echo 'expected: the worker is Ready, and the process of web is older than the running containerd'
if [ "$runtime" = 0 ]; then
  echo 'actual: containerd does not run'
  echo 'why: the runtime is a separate service with its own name; kubelet cannot start it'
elif [ -z "$web" ]; then
  echo 'actual: containerd runs, and no process of web does'
  echo 'why: web has to survive; create the Pod again, then stop and start containerd'
elif [ -z "$is_older" ]; then
  echo 'actual: the process of web is younger than containerd'
  echo 'why: web has been replaced; this was not necessary'
else
  echo "actual: containerd runs, web is the old one, Ready is $ready"
  echo 'why: kubelet asks the runtime every few seconds and reports soon after that; wait'
fi
exit 1
