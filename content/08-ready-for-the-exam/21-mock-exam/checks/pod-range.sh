# node: control-plane
set -u
ranges=$(kubectl get nodes "$KINDLAB_WORKER" "$KINDLAB_CONTROL_PLANE" -o jsonpath='{.items[0].spec.podCIDR} {.items[1].spec.podCIDR}') || exit 2
read -r range other <<<"$ranges"
written=$(xargs 2>/dev/null </root/exam/pod-range)
[ -n "$range" ] && [ "$written" = "$range" ] && exit 0

echo 'expected: the range from which the Pods of the worker get their addresses, in /root/exam/pod-range on the control-plane node'
echo "actual: ${written:-there is nothing in that file}"
case $written in
  '') echo 'why: `k describe node` of the worker shows it; the file belongs on the control-plane node' ;;
  "$other") echo 'why: that is the range of the other node' ;;
  "$KINDLAB_POD_CIDR") echo 'why: that is the range of the whole cluster; each node has a piece of it' ;;
  *) echo 'why: that is not the value of the field podCIDR of the worker' ;;
esac
exit 1
