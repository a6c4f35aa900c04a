# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
placed=$(kubectl get daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" -o jsonpath='{.status.desiredNumberScheduled} {.status.numberReady}') || exit 2
[ "$ready" = True ] && [ "$placed" = '2 2' ] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and the network plugin runs on both nodes'
  echo "actual: it is Ready; the DaemonSet wants ${placed% *} Pods and has ${placed#* } that are ready"
  echo 'why: with its file alone, Pods get addresses and nobody sees to the way between the nodes'
  exit 1
fi

echo 'expected: the worker is Ready, and the network plugin runs there'
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
