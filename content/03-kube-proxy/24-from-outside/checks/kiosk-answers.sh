# node: control-plane
set -u
objects=$(kubectl get nodes,endpointslices -o json) || exit 2
facts=$(jq -r --arg node "$KINDLAB_WORKER" '
  [.items[] | select(.kind == "EndpointSlice" and .metadata.labels["kubernetes.io/service-name"] == "kiosk")] as $slices
  | [(.items[] | select(.kind == "Node" and .metadata.name == $node) | .status.addresses[] | select(.type == "InternalIP") | .address),
     ([$slices[].endpoints[]?.addresses[0]] | length | tostring), ([$slices[].ports[]?.port] | unique | join(", "))] | join("|")' <<<"$objects")
IFS='|' read -r other behind ports <<<"$facts"
answer=$(curl -s -m 0.5 "http://$other:30090/hostname")
[[ $answer == kiosk-* ]] && exit 0

echo 'expected: port 30090 of the worker answers a caller on the control-plane node, with the name of a Pod of kiosk'
echo "actual: ${answer:-no answer}; behind the Service are $behind addresses, with port ${ports:-none}"
if [ "$behind" = 0 ]; then
  echo 'why: no Pod matches the selector of the Service; compare it with the labels of the Pods'
else
  echo 'why: either no program listens on that port of the Pods, or the nodes open another port than 30090'
fi
exit 1
