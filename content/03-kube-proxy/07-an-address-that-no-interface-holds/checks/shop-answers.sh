# node: control-plane
set -u
objects=$(kubectl get services,endpointslices -o json) || exit 2
facts=$(jq -r '([.items[] | select(.metadata.labels["kubernetes.io/service-name"] == "shop") | .endpoints[]? | select(.conditions.ready)] | length) as $ready
  | .items[] | select(.kind == "Service" and .metadata.name == "shop") | "\(.spec.clusterIP) \(.spec.ports[0].port) \(.spec.ports[0].targetPort) \($ready)"' <<<"$objects")
read -r address port target ready <<<"$facts"
answer=''
[ -n "$address" ] && answer=$(curl -s -m 0.8 "http://$address/hostname")
[ "$ready" = 2 ] && [ "$port" = 80 ] && [[ $answer == shop-* ]] && exit 0

echo 'expected: a Service shop, port 80, with two Pods behind it that answer'
if [ -z "$address" ]; then
  echo 'actual: there is no Service shop'
  echo 'why: `kubectl expose` creates one for a Deployment'
elif [ "$ready" != 2 ]; then
  echo "actual: $ready Pods are behind it"
  echo 'why: a Service uses the ready Pods with the labels of its selector; `kubectl get pods --show-labels`'
elif [ "$port" != 80 ]; then
  echo "actual: the port of the Service is $port"
  echo 'why: callers use the port from `--port`'
else
  echo "actual: port 80 of the Service leads to port $target of the Pods, and ${answer:-nothing} answers"
  echo 'why: the program in this image listens on port 8080; the Service has to know that'
fi
exit 1
