# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
objects=$(kubectl get -n kube-system "daemonset/$KINDLAB_CNI_DAEMONSET" "node/$KINDLAB_WORKER" -o json) || exit 2
placed=$(jq -r '.items[] | select(.kind == "DaemonSet") | "\(.status.desiredNumberScheduled) \(.status.numberReady)"' <<<"$objects")
labelled=$(jq '[.items[] | select(.kind == "Node" and (.metadata.labels | has("node-role.kubernetes.io/control-plane")))] | length' <<<"$objects")
[ "$ready" = True ] && [ "$placed" = '2 2' ] && [ "$labelled" = 0 ] && exit 0

if [ "$ready" = True ] && [ "$placed" = '2 2' ]; then
  echo 'expected: the worker is Ready, the network plugin runs on both nodes, and the labels of the worker are as before'
  echo 'actual: the worker has the label node-role.kubernetes.io/control-plane'
  echo 'why: the worker is no control-plane node; remove the selector of the DaemonSet, and do not label the node'
  exit 1
fi
if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and the network plugin runs on both nodes'
  echo "actual: it is Ready; the DaemonSet wants ${placed% *} Pods and has ${placed#* } ready ones"
  echo 'why: with only its file, Pods get addresses, but no program sets the routes between the nodes'
  exit 1
fi

echo 'expected: the worker is Ready, and the network plugin runs there'
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
