# node: control-plane
set -u
facts=$(kubectl get daemonset -n kube-system kube-proxy -o jsonpath='{.status.desiredNumberScheduled} {.status.numberReady}') || exit 2
[ "$facts" = '2 2' ] && exit 0

echo 'expected: kube-proxy is wanted on two nodes, and is ready on both'
echo "actual: it is wanted on ${facts% *}, and ready on ${facts#* }"
if [ "${facts% *}" = 2 ]; then
  echo 'why: it is wanted everywhere, and one of its Pods is not well yet; `k describe` and `k logs` of that Pod say why'
else
  echo 'why: a DaemonSet wants a Pod on each node that fits its node selector; `k get daemonset -n kube-system` shows the selector'
fi
exit 1
