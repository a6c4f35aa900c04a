# node: control-plane
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
[ "$ready" = True ] && exit 0

echo 'expected: the worker is Ready'
case $ready in
  Unknown)
    echo 'actual: Ready is Unknown, and kubelet has sent no report since then'
    echo 'why: Unknown means that no report arrives; read the errors of the kubelet of the worker about the address of the API server, then check the way there'
    ;;
  *)
    echo "actual: Ready is $ready: $message"
    echo 'why: kubelet reports, and its message names the missing part'
    ;;
esac
exit 1
