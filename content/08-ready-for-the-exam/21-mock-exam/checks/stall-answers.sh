# node: control-plane
set -u
address=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address}') || exit 2
answer=$(curl -s -m 0.5 "http://$address:30088/hostname")
there=$(kubectl get service stall --ignore-not-found -o name) || exit 2
[ -n "$there" ] && [[ $answer == stall-* ]] && exit 0

echo 'expected: port 30088 of a node answers with the name of a Pod of stall, through the Service stall'
echo "actual: ${answer:-no answer}; Service: ${there:-none}"
echo 'why: a port of the nodes belongs to a Service of the type NodePort; its target port is that of the program, 8080'
exit 1
