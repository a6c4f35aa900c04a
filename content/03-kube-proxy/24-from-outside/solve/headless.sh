# node: control-plane
set -eu
kubectl scale deployment shop --replicas=2
kubectl rollout status deployment shop --timeout=90s
if [ "$(kubectl get service shop-each --ignore-not-found -o jsonpath='{.spec.clusterIP} {.spec.selector.app}')" != 'None shop' ]; then
  kubectl delete service shop-each --ignore-not-found
  kubectl expose deployment shop --name=shop-each --port=8080 --cluster-ip=None
fi
