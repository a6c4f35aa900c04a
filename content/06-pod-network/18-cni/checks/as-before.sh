# node: worker
set -u
placed=$(kubectl get daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" -o jsonpath='{.status.desiredNumberScheduled} {.status.numberReady}') || exit 2
files=$(cd /etc/cni/net.d && echo *)
own=$(basename "$KINDLAB_CNI_CONF")
[ "$placed" = '2 2' ] && [ "$files" = "$own" ] && exit 0

echo "expected: the network plugin runs on both nodes, and $own is the only file in /etc/cni/net.d of the worker"
echo "actual: the DaemonSet wants ${placed% *} Pods and has ${placed#* } that are ready; files: ${files/\*/none}"
if [ "${placed% *}" != 2 ]; then
  echo 'why: the DaemonSet has a node selector that keeps the worker out'
elif [ "$placed" = '2 2' ]; then
  echo 'why: of several files the runtime takes the first by name, so yours would win'
else
  echo 'why: its Pod on the worker is about to start; wait'
fi
exit 1
