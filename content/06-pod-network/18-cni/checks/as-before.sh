# node: worker
set -u
objects=$(kubectl get -n kube-system "daemonset/$KINDLAB_CNI_DAEMONSET" "node/$KINDLAB_WORKER" -o json) || exit 2
# An unchanged DaemonSet has generation 1.
read -r wanted ready generation <<<"$(jq -r '.items[] | select(.kind == "DaemonSet") | "\(.status.desiredNumberScheduled) \(.status.numberReady) \(.metadata.generation)"' <<<"$objects")"
placed="$wanted $ready"
labelled=$(jq '[.items[] | select(.kind == "Node" and (.metadata.labels | has("node-role.kubernetes.io/control-plane")))] | length' <<<"$objects")
files=$(cd /etc/cni/net.d && echo *)
own=$(basename "$KINDLAB_CNI_CONF")
[ "$placed" = '2 2' ] && [ "$files" = "$own" ] && [ "$generation" -gt 1 ] && [ "$labelled" = 0 ] && exit 0

echo "expected: the network plugin runs on both nodes, and $own is the only file in /etc/cni/net.d of the worker"
echo "actual: the DaemonSet wants ${placed% *} Pods and has ${placed#* } ready ones; files: ${files/\*/none}"
if [ "${placed% *}" != 2 ]; then
  echo 'why: the DaemonSet has a node selector that excludes the worker'
elif [ "$placed" = '2 2' ] && [ "$labelled" != 0 ]; then
  echo 'why: the worker has the label node-role.kubernetes.io/control-plane, and it is no control-plane node; remove the selector of the DaemonSet'
elif [ "$placed" = '2 2' ] && [ "$files" = "$own" ]; then
  echo 'why: the plugin has not been removed from the node yet; this step continues the previous one'
elif [ "$placed" = '2 2' ]; then
  echo 'why: the runtime uses the first file by name, so it would use yours'
else
  echo 'why: its Pod on the worker is starting; wait'
fi
exit 1
