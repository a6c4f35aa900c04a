# node: worker
set -u
objects=$(kubectl get -n kube-system service/kube-dns deployment/coredns -o json) || exit 2
address=$(jq -r '.items[] | select(.kind == "Service") | .spec.clusterIP' <<<"$objects")
ready=$(jq -r '.items[] | select(.kind == "Deployment") | .status.readyReplicas // 0' <<<"$objects")
wanted=$(jq -r '.items[] | select(.kind == "Deployment") | .spec.replicas' <<<"$objects")
answer=$(timeout 0.5 dig +tries=1 +short "@$address" kubernetes.default.svc.cluster.local 2>/dev/null | grep '^[0-9]')
[ -n "$answer" ] && [ "$wanted" -gt 0 ] && [ "$ready" = "$wanted" ] && exit 0

echo 'expected: CoreDNS is ready, and answers at the address of the Service kube-dns'
if [ "$wanted" = 0 ]; then
  echo 'actual: the Deployment coredns wants no Pods'
  echo 'why: without a Pod, there is no answer'
elif [ "$ready" != "$wanted" ]; then
  echo "actual: $ready of $wanted Pods of CoreDNS are ready"
  echo 'why: `kubectl -n kube-system logs -l k8s-app=kube-dns` shows why one ends; kubelet waits before it restarts a failed container'
else
  echo "actual: its Pods are ready, and $address gives no answer"
  echo 'why: between the address and the Pods are an EndpointSlice and the rules of kube-proxy; does the slice have addresses?'
fi
exit 1
