# node: worker
# says: that is the address that caller uses
set -eu
kubectl exec caller -- bash -c '(exec 3<>/dev/tcp/shop/80; sleep 1h) >/dev/null 2>&1 &'
kubectl get service shop -o jsonpath='{.spec.clusterIP}' >/root/other-end
