# node: control-plane
set -eu
kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --replicas=2 --dry-run=client -o yaml | kubectl apply -f -
kubectl delete service shop --ignore-not-found
kubectl expose deployment shop --port=80 --target-port=8080
kubectl rollout status deployment shop --timeout=90s
address=$(kubectl get service shop -o jsonpath='{.spec.clusterIP}')
for _ in $(seq 60); do
  if curl -s -m 1 "http://$address/hostname"; then exit 0; fi
  sleep 0.5
done
echo 'shop has not answered within 30 s' >&2
exit 1
