# node: control-plane
set -u
objects=$(kubectl get services,endpointslices -o json) || exit 2
facts=$(jq -r '.items[] | select(.kind == "Service" and .metadata.name == "mirror") | "\(.spec.clusterIP) \(.spec.selector // {} | keys | join("+"))"' <<<"$objects")
read -r address selector <<<"$facts"
slices=$(jq -r '.items[] | select(.kind == "EndpointSlice") | (.metadata.labels["kubernetes.io/service-name"] // "none") as $service
  | select($service == "mirror" or (.metadata.name | startswith("mirror"))) | "\($service) \(.ports[0].name // "") "' <<<"$objects")
answer=''
[ -n "$address" ] && answer=$(curl -s -m 0.8 "http://$address/hostname")
[ -n "$address" ] && [ -z "$selector" ] && [[ $answer == shop-* ]] && exit 0

echo 'expected: a Service mirror without a selector, and an EndpointSlice that leads it to a Pod of shop'
if [ -z "$address" ]; then
  echo 'actual: there is no Service mirror'
  echo 'why: it is the first of the two objects'
elif [ -n "$selector" ]; then
  echo "actual: the Service has a selector, by the label $selector"
  echo 'why: with a selector the control plane writes the slices; in this step you write them'
elif [[ $slices != *mirror* ]]; then
  echo "actual: no EndpointSlice belongs to it${slices:+; one has its name, but not the label}"
  echo 'why: a slice belongs to the Service that its label kubernetes.io/service-name names; the name of the slice does not matter'
elif [[ $slices != *'mirror  '* ]]; then
  echo 'actual: the port of the slice has a name, and that of the Service has none'
  echo 'why: kube-proxy matches ports by name; a port without a name matches only a port without a name'
else
  echo "actual: the slice exists, and ${answer:-no Pod} answers"
  echo 'why: the address has to be that of a Pod of shop, the port 8080'
fi
exit 1
