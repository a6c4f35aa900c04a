# node: worker
set -u
address=$(kubectl get service shop --ignore-not-found -o jsonpath='{.spec.clusterIP}') || exit 2
proxy=$(crictl ps -q --name '^kube-proxy$' --state running)
answer=''
[ -n "$address" ] && answer=$(curl -s -m 0.8 "http://$address/hostname")
[ -n "$proxy" ] && [[ $answer == shop-* ]] && exit 0

echo 'expected: kube-proxy runs on the worker, and shop answers there'
if [ -z "$address" ]; then
  echo 'actual: there is no Service shop any more'
  echo 'why: it was well; make it again with the command of the first step'
elif [ -z "$proxy" ]; then
  echo "actual: no kube-proxy runs on the worker; from there ${answer:-nobody} answers"
  echo 'why: the rules on this node are as old as the kube-proxy that wrote them, and nobody writes new ones'
else
  echo 'actual: kube-proxy runs, and nobody answers'
  echo 'why: it writes its rules within seconds; after that, look at the EndpointSlices of shop'
fi
exit 1
