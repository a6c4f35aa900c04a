# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
enabled=$(systemctl is-enabled kubelet)
[ "$ready" = True ] && [ "$enabled" = enabled ] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, also after a reboot'
  echo "actual: it is Ready; the service kubelet is ${enabled:-not there}"
  echo 'why: at boot, systemd starts only enabled services'
  exit 1
fi

echo 'expected: the worker is Ready, also after a reboot'
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
