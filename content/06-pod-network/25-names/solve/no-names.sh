# node: control-plane
set -eu
kubectl get configmap -n kube-system coredns -o yaml | sed -E 's/^( *)(forward|kubernetes)s /\1\2 /' | kubectl replace -f -
kubectl patch service -n kube-system kube-dns -p '{"spec":{"selector":{"k8s-app":"kube-dns"}}}'
kubectl scale deployment -n kube-system coredns --replicas=2
# Kubelet would wait before it restarts a failed container.
if [ "$(kubectl get deployment -n kube-system coredns -o jsonpath='{.status.readyReplicas}')" != 2 ]; then
  kubectl delete pods -n kube-system -l k8s-app=kube-dns --now
fi
kubectl rollout status deployment -n kube-system coredns --timeout=120s
