# node: worker
set -u
ready=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') || exit 2
runtime=$(systemctl show containerd -p MainPID --value)
web=$(pgrep -f 'agnhost netexec' | head -n 1)
is_older=''
# In clock ticks since the machine started.
if [ "$runtime" != 0 ] && [ -n "$web" ] && [ "$(cut -d' ' -f22 "/proc/$web/stat")" -lt "$(cut -d' ' -f22 "/proc/$runtime/stat")" ]; then is_older=yes; fi
[ "$ready" = True ] && [ -n "$is_older" ] && exit 0

echo 'expected: the worker is Ready, and the process of web is older than the containerd that runs now'
if [ "$runtime" = 0 ]; then
  echo 'actual: containerd does not run'
  echo 'why: the runtime is a service of its own, with a name of its own; kubelet cannot start it'
elif [ -z "$web" ]; then
  echo 'actual: containerd runs, and no process of web does'
  echo 'why: it was to survive; make the Pod again, then stop and start containerd'
elif [ -z "$is_older" ]; then
  echo 'actual: the process of web is younger than containerd'
  echo 'why: web has been replaced; there was no need to'
else
  echo "actual: containerd runs, web is the old one, Ready is $ready"
  echo 'why: kubelet asks the runtime every few seconds and reports soon after; wait'
fi
exit 1
