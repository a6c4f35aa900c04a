# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
driver=''
[ "$ready" = True ] && driver=$(grep -E '^ *SystemdCgroup *= *true' /etc/containerd/config.toml)
[ -n "$driver" ] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and containerd uses systemd for cgroups as before'
  echo 'actual: it is Ready; containerd runs without SystemdCgroup = true'
  echo 'why: more was removed than what was wrong; kubelet and runtime would now keep two accounts of the same containers'
  exit 1
fi

echo 'expected: the worker is Ready, and containerd uses systemd for cgroups as before'
case $ready in
  Unknown)
    echo 'actual: Ready is Unknown, and kubelet has said nothing since'
    echo 'why: Unknown means silence; look at the service kubelet on the worker, then at its journal'
    ;;
  *)
    echo "actual: Ready is $ready: $message"
    echo 'why: kubelet speaks, and its message names what it misses'
    ;;
esac
exit 1
