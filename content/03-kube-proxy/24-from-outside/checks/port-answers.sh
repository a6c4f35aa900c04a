# node: control-plane
set -u
objects=$(kubectl get nodes,services -o json) || exit 2
facts=$(jq -r '.items[] | select(.kind == "Service" and .metadata.name == "shop") | "\(.spec.type) \(.spec.ports[0].port) \(.spec.ports[0].nodePort)"' <<<"$objects")
worker=$(jq -r --arg node "$KINDLAB_WORKER" '.items[] | select(.kind == "Node" and .metadata.name == $node) | .status.addresses[] | select(.type == "InternalIP") | .address' <<<"$objects")
answer=$(curl -s -m 0.4 "http://$worker:30080/hostname")
[ "$facts" = 'NodePort 80 30080' ] && [[ $answer == shop-* ]] && exit 0

echo 'expected: the Service shop, of the type NodePort, port 80, on port 30080 of the nodes, with a Pod of shop that answers'
if [ -z "$facts" ]; then
  echo 'actual: there is no Service shop in the namespace default'
  echo 'why: it has not been created yet, or has another name'
elif [ "$facts" != 'NodePort 80 30080' ]; then
  echo "actual: its type is ${facts%% *}, its port and the port of the nodes: ${facts#* }"
  echo 'why: without a number the cluster chooses a port from 30000 to 32767, and a ClusterIP has none'
else
  echo "actual: port 30080 of the worker answers: ${answer:-nothing}"
  echo 'why: does the target port match the program (8080), and the selector its label (app=shop)? `kubectl get endpointslices` shows it'
fi
exit 1
