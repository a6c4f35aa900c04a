# node: control-plane
set -u
objects=$(kubectl get services,pods -A -o json) || exit 2
facts=$(jq -r '
  def service(space; name): .items[] | select(.kind == "Service" and .metadata.namespace == space and .metadata.name == name) | .spec.clusterIP;
  [service("kube-system"; "kube-dns"), (first(service("default"; "shop-each")) // ""),
   ([.items[] | select(.kind == "Pod" and .metadata.namespace == "default" and .metadata.labels.app == "shop") | .status.podIP // empty] | sort | join(" "))]
  | join("|")' <<<"$objects")
IFS='|' read -r dns address pods <<<"$facts"
answers=$(timeout 0.4 dig +tries=1 +short "@$dns" shop-each.default.svc.cluster.local 2>/dev/null | sort | paste -sd' ')
[ "$address" = None ] && [ -n "$answers" ] && [ "$answers" = "$pods" ] && [[ $pods == *' '* ]] && exit 0

echo 'expected: the name shop-each gives the addresses of two Pods of shop'
if [ -z "$address" ]; then
  echo 'actual: there is no Service shop-each in the namespace default'
  echo 'why: it has not been created yet, or has another name'
elif [ "$address" != None ]; then
  echo "actual: shop-each has its own address, $address"
  echo 'why: DNS gives that address; a headless Service has none, and you cannot change the field later'
else
  echo "actual: the name gives: ${answers:-nothing}; the Pods have: $pods"
  echo 'why: DNS gives only ready Pods that match the selector; CoreDNS needs some seconds after a change'
fi
exit 1
