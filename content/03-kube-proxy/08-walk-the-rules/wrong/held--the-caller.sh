# node: worker
# says: the first src of the line is the caller
set -eu
kubectl exec caller -- bash -c '(exec 3<>/dev/tcp/shop/80; sleep 1h) >/dev/null 2>&1 &'
kubectl get pod caller -o jsonpath='{.status.podIP}' >/root/other-end
