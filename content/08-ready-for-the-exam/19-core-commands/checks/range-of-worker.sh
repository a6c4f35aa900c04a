# node: control-plane
set -u
nodes=$(kubectl get nodes -o jsonpath='{range .items[*]}{.metadata.name} {.spec.podCIDR}{"\n"}{end}') || exit 2
written=$(xargs 2>/dev/null </root/answer-3)
range=''
other=''
while read -r name cidr; do
  if [ "$name" = "$KINDLAB_WORKER" ]; then range=$cidr; else other=$cidr; fi
done <<<"$nodes"
[ -n "$range" ] && [ "$written" = "$range" ] && exit 0

echo 'expected: the range from which the Pods of the worker get their addresses, in /root/answer-3 on the control-plane node'
echo "actual: ${written:-there is nothing in /root/answer-3}"
case $written in
  '') echo 'why: the file belongs on the control-plane node' ;;
  "$KINDLAB_POD_CIDR") echo 'why: that is the range of the whole cluster; each node has a piece of it' ;;
  "$KINDLAB_SERVICE_CIDR") echo 'why: Services get their addresses from this range; no Pod has one of these' ;;
  "$other") echo 'why: that is the piece of the other node' ;;
  *) echo 'why: this cluster has no such range; write it with the slash and the number after it' ;;
esac
exit 1
