# node: control-plane
set -u
pods=$(kubectl get pods -n kube-system -l k8s-app=kube-proxy -o jsonpath='{range .items[*]}{.metadata.name} {.spec.nodeName}{"\n"}{end}') || exit 2
written=$(xargs 2>/dev/null </root/answer-2)
written=${written#pod/}
node=''
while read -r name on; do
  if [ -n "$name" ] && [ "$name" = "$written" ]; then node=$on; fi
done <<<"$pods"
[ "$node" = "$KINDLAB_WORKER" ] && exit 0

echo 'expected: the name of the kube-proxy Pod that runs on the worker, in /root/answer-2 on the control-plane node'
if [ -z "$written" ]; then
  echo 'actual: there is nothing in /root/answer-2'
  echo 'why: the file belongs on the control-plane node'
elif [ -n "$node" ]; then
  echo "actual: $written, which runs on $node"
  echo 'why: there is one for each node; compare the column NODE'
else
  echo "actual: ${written:0:80}"
  echo 'why: no kube-proxy Pod has this name; the name of a DaemonSet is only the beginning of that of its Pods'
fi
exit 1
