# node: control-plane
set -eu
kubectl get deployment shop >/dev/null 2>&1 || kubectl create deployment shop --image=localhost/web:1
kubectl rollout status deployment shop --timeout=90s
if [ "$(kubectl get service shop --ignore-not-found -o jsonpath='{.spec.ports[0].nodePort} {.spec.ports[0].targetPort}')" != '30080 8080' ]; then
  kubectl delete service shop --ignore-not-found
  kubectl create service nodeport shop --tcp=80:8080 --node-port=30080
fi
