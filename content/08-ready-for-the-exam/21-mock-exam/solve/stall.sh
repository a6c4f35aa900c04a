# node: control-plane
set -eu
kubectl get deployment stall >/dev/null 2>&1 || kubectl create deployment stall --image="$KINDLAB_WEB_IMAGE"
if [ "$(kubectl get service stall --ignore-not-found -o jsonpath='{.spec.ports[0].nodePort} {.spec.ports[0].targetPort}')" != '30088 8080' ]; then
  kubectl delete service stall --ignore-not-found
  kubectl create service nodeport stall --tcp=80:8080 --node-port=30088
fi
kubectl rollout status deployment stall --timeout=90s
