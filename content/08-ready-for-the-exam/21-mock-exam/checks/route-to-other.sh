# node: worker
set -u
range=$(kubectl get node "$KINDLAB_CONTROL_PLANE" -o jsonpath='{.spec.podCIDR}') || exit 2
device=$(ip -j route get "${range%.*}.9" | jq -r '.[0].dev')
written=$(xargs 2>/dev/null </root/exam/next-hop)
[ -n "$device" ] && [ "$written" = "$device" ] && exit 0

echo 'expected: the interface through which packets to Pods of the control-plane node leave the worker, in /root/exam/next-hop on the worker'
echo "actual: ${written:-there is nothing in that file}"
echo 'why: the routes of the worker name an interface for the range of the other node'
exit 1
