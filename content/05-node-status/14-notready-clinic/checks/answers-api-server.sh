# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
answer=''
[ "$ready" = True ] && answer=$(kubectl get --raw "/api/v1/nodes/$KINDLAB_WORKER/proxy/healthz" 2>&1 | head -n 1)
[ "$answer" = ok ] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and its kubelet answers the API server'
  echo "actual: it is Ready; its kubelet answers: ${answer:0:150}"
  echo 'why: kubelet needs the authority that signed the client certificate of the API server, or `kubectl logs` and `kubectl exec` fail on this node'
  exit 1
fi

echo 'expected: the worker is Ready, and its kubelet answers the API server'
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
