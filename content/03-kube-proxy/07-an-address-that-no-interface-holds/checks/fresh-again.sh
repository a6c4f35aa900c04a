# node: worker
set -u
address=$(kubectl get service shop --ignore-not-found -o jsonpath='{.spec.clusterIP}') || exit 2
proxy=$(crictl ps -q --name '^kube-proxy$' --state running)
answer=''
[ -n "$address" ] && answer=$(curl -s -m 0.8 "http://$address/hostname")
# An unchanged DaemonSet has generation 1: then kube-proxy was never removed.
objects=$(kubectl get -n kube-system daemonset/kube-proxy "node/$KINDLAB_WORKER" -o json) || exit 2
generation=$(jq '.items[] | select(.kind == "DaemonSet") | .metadata.generation' <<<"$objects")
labelled=$(jq '[.items[] | select(.kind == "Node" and (.metadata.labels | has("node-role.kubernetes.io/control-plane")))] | length' <<<"$objects")
[ -n "$proxy" ] && [[ $answer == shop-* ]] && [ "${generation:-0}" -gt 1 ] && [ "$labelled" = 0 ] && exit 0

echo 'expected: kube-proxy runs on the worker, and shop answers there'
if [ -z "$address" ]; then
  echo 'actual: there is no Service shop any more'
  echo 'why: it was healthy; create it again with the command of the first step'
elif [ -z "$proxy" ]; then
  echo "actual: no kube-proxy runs on the worker; from there ${answer:-no Pod} answers"
  echo 'why: the rules on this node are as old as the kube-proxy that wrote them, and no program writes new ones'
elif [ "$labelled" != 0 ]; then
  echo 'actual: kube-proxy runs, and the worker has the label node-role.kubernetes.io/control-plane'
  echo 'why: the worker is no control-plane node; remove the selector of the DaemonSet, and do not label the node'
elif [[ $answer == shop-* ]]; then
  echo 'actual: kube-proxy runs, and shop answers; the DaemonSet was never changed'
  echo 'why: this step continues the previous one, which removes kube-proxy from the worker'
else
  echo 'actual: kube-proxy runs, and no Pod answers'
  echo 'why: it writes its rules within seconds; after that, check the EndpointSlices of shop'
fi
exit 1
