# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
[ "$ready" = True ] && exit 0

echo 'expected: the worker is Ready'
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
