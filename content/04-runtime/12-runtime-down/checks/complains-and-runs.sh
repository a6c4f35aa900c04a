# node: worker
set -u
objects=$(kubectl get "node/$KINDLAB_WORKER" pod/web --ignore-not-found -o json) || exit 2
node=$(jq -r '.items[] | select(.kind == "Node") | .status.conditions[] | select(.type == "Ready") | "\(.status) \(.message)"' <<<"$objects")
ready=${node%% *}
message=${node#* }
# A containerd that is stopped during its start is in the state failed.
runtime=$(systemctl is-active containerd)
# A file of the shim: it exists without containerd, too.
container=$(jq -r '.items[] | select(.kind == "Pod") | .status.containerStatuses[0].containerID // ""' <<<"$objects")
web=$(cat "/run/containerd/io.containerd.runtime.v2.task/k8s.io/${container#*://}/init.pid" 2>/dev/null)
[ -e "/proc/${web:-none}" ] || web=''
[ "$ready" = False ] && [[ $message == *'runtime is down'* ]] && [[ $runtime =~ ^(inactive|failed)$ ]] && [ -n "$web" ] && exit 0

echo 'expected: containerd is stopped on the worker, kubelet has reported it, and the process of web still runs'
echo "actual: containerd is $runtime, Ready is $ready, process of web: ${web:-none}"
if [ -z "$web" ]; then
  echo 'why: create the Pod web before you stop anything'
elif ! [[ $runtime =~ ^(inactive|failed)$ ]]; then
  echo 'why: stop containerd with systemctl, on the worker; systemd restarts a killed process'
elif [ "$ready" = Unknown ]; then
  echo 'why: Unknown means that kubelet sends no report; kubelet has to run to report the problem'
else
  echo 'why: kubelet waits half a minute before it reports this'
fi
exit 1
