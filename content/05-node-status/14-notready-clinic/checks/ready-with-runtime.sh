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
  echo 'why: more was removed than the wrong part; kubelet and runtime would now manage the cgroups of the same containers in two ways'
  exit 1
fi

echo 'expected: the worker is Ready, and containerd uses systemd for cgroups as before'
case $ready in
  Unknown)
    echo 'actual: Ready is Unknown, and kubelet has sent no report since then'
    echo 'why: Unknown means that no report arrives; check the service kubelet on the worker, then its journal'
    ;;
  *)
    echo "actual: Ready is $ready: $message"
    echo 'why: kubelet reports, and its message names the missing part'
    ;;
esac
exit 1
