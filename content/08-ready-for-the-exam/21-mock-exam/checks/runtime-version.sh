# node: control-plane
set -u
version=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.nodeInfo.containerRuntimeVersion}') || exit 2
written=$(xargs 2>/dev/null </root/exam/runtime)
[ -n "$version" ] && [ "$written" = "$version" ] && exit 0

echo 'expected: the name and the version of the runtime of the worker, as Kubernetes prints them, in /root/exam/runtime on the control-plane node'
echo "actual: ${written:-there is nothing in that file}"
echo 'why: `k get nodes -o wide` has a column for it, written like cri-o://1.36.0'
exit 1
