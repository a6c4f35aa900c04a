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
    echo 'actual: Ready is still True, and no kubelet runs'
    echo 'why: it is starting, or it has ended with an error; its journal shows which'
  else
    echo 'actual: it is Ready; kubelet runs without --node-ip'
    echo 'why: more was removed than the wrong part; on a machine with two networks kubelet would now guess its address'
  fi
  exit 1
fi

echo 'expected: the worker is Ready, and kubelet has the flags that kubeadm gave it'
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
