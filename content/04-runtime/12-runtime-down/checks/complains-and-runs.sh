# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
# Whoever stops it in the middle of its start leaves it failed.
runtime=$(systemctl is-active containerd)
web=$(pgrep -f 'agnhost netexec' | head -n 1)
[ "$ready" = False ] && [[ $message == *'runtime is down'* ]] && [[ $runtime =~ ^(inactive|failed)$ ]] && [ -n "$web" ] && exit 0

echo 'expected: containerd is stopped on the worker, kubelet has complained of it, and the process of web runs on'
echo "actual: containerd is $runtime, Ready is $ready, process of web: ${web:-none}"
if [ -z "$web" ]; then
  echo 'why: make the Pod web before you stop anything'
elif ! [[ $runtime =~ ^(inactive|failed)$ ]]; then
  echo 'why: containerd is to be stopped with systemctl, on the worker; what is only killed, systemd starts again'
elif [ "$ready" = Unknown ]; then
  echo 'why: Unknown means that kubelet is silent; it has to run, so that it can complain'
else
  echo 'why: kubelet waits half a minute before it says so'
fi
exit 1
