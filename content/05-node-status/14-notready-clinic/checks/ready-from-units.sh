# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
reload=$(systemctl show kubelet -p NeedDaemonReload --value)
kubelet=$(pgrep -x kubelet)
flags=''
[ -n "$kubelet" ] && flags=$(tr '\0' ' ' <"/proc/$kubelet/cmdline")
[ "$ready" = True ] && [ "$reload" = no ] && [[ $flags == *' --config='* ]] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and its kubelet runs with the unit on disk'
  if [ "$reload" != no ]; then
    echo 'actual: it is Ready; systemd has not read the changed unit'
    echo 'why: systemd keeps units in memory until `systemctl daemon-reload`'
  else
    echo "actual: Ready is still True; kubelet runs with: ${flags:-nothing, because there is no kubelet}"
    echo 'why: kubelet needs its configuration file; the drop-in of kubeadm names it'
  fi
  exit 1
fi

echo 'expected: the worker is Ready, and its kubelet runs with the unit on disk'
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
