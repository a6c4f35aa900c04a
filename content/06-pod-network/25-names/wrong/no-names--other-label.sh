# node: control-plane
# says: does the slice have addresses
set -eu
kubectl get configmap -n kube-system coredns -o yaml | sed -E 's/^( *)(forward|kubernetes)s /\1\2 /' | kubectl replace -f -
kubectl scale deployment -n kube-system coredns --replicas=2
kubectl delete pods -n kube-system -l k8s-app=kube-dns --now
kubectl patch service -n kube-system kube-dns -p '{"spec":{"selector":{"k8s-app":"coredns"}}}'
kubectl rollout status deployment -n kube-system coredns --timeout=120s
