# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
kubelet=$(pgrep -x kubelet)
flags=''
[ -n "$kubelet" ] && flags=$(tr '\0' ' ' <"/proc/$kubelet/cmdline")
[ "$ready" = True ] && [[ $flags == *' --node-ip='* ]] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and kubelet has the flags that kubeadm gave it'
  if [ -z "$kubelet" ]; then
    echo 'actual: it is still called Ready, and no kubelet runs'
    echo 'why: it is being started, or it gives up again; its journal tells which'
  else
    echo 'actual: it is Ready; kubelet runs without --node-ip'
    echo 'why: more was removed than what was wrong; on a machine with two networks kubelet would now guess its address'
  fi
  exit 1
fi

echo 'expected: the worker is Ready, and kubelet has the flags that kubeadm gave it'
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
