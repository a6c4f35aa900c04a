# node: control-plane
set -u
objects=$(kubectl get -n kube-system daemonset/kube-proxy "node/$KINDLAB_WORKER" -o json) || exit 2
facts=$(jq -r '.items[] | select(.kind == "DaemonSet") | "\(.status.desiredNumberScheduled) \(.status.numberReady)"' <<<"$objects")
labelled=$(jq '[.items[] | select(.kind == "Node" and (.metadata.labels | has("node-role.kubernetes.io/control-plane")))] | length' <<<"$objects")
[ "$facts" = '2 2' ] && [ "$labelled" = 0 ] && exit 0

echo 'expected: the DaemonSet kube-proxy wants Pods on two nodes, and is ready on both'
echo "actual: it wants Pods on ${facts% *}, and is ready on ${facts#* }"
if [ "$labelled" != 0 ]; then
  echo 'why: the worker has the label node-role.kubernetes.io/control-plane, and it is no control-plane node; remove the selector of the DaemonSet'
elif [ "${facts% *}" = 2 ]; then
  echo 'why: it selects both nodes, and one of its Pods is not ready yet; `k describe` and `k logs` of that Pod show why'
else
  echo 'why: a DaemonSet creates a Pod on each node that matches its node selector; `k get daemonset -n kube-system` shows the selector'
fi
exit 1
