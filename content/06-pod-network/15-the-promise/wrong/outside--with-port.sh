# node: worker
# says: write only the address
set -eu
kubectl wait pod/outside --for=condition=Ready --timeout=90s
kubectl exec caller -- curl -s -m 3 "http://$(kubectl get pod outside -o jsonpath='{.status.podIP}'):8080/clientip" >/root/seen-outside
