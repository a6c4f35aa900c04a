# node: control-plane
set -eu
kubectl get namespace market >/dev/null 2>&1 || kubectl create namespace market
kubectl get service shop -n market >/dev/null 2>&1 || kubectl run shop -n market --image="$KINDLAB_WEB_IMAGE" --port=8080 --expose
# One of three causes, a new random choice each time.
case $((RANDOM % 3)) in
  0) kubectl scale deployment -n kube-system coredns --replicas=0 ;;
  1) kubectl patch service -n kube-system kube-dns -p '{"spec":{"selector":{"k8s-app":"core-dns"}}}' ;;
  2)
    kubectl get configmap -n kube-system coredns -o yaml | sed -E 's/^( *)(forward|kubernetes) /\1\2s /' | kubectl replace -f -
    kubectl delete pods -n kube-system -l k8s-app=kube-dns --now
    ;;
esac
address=$(kubectl get service -n kube-system kube-dns -o jsonpath='{.spec.clusterIP}')
# The symptom: no answer.
for _ in $(seq 90); do
  if ! dig +time=1 +tries=1 +short "@$address" shop.market.svc.cluster.local | grep -q '^[0-9]'; then exit 0; fi
  sleep 1
done
echo 'names still resolve after 90 s' >&2
exit 1
