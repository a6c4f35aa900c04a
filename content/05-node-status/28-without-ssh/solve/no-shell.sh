# node: control-plane
set -eu
kubectl delete pod web --ignore-not-found --now
kubectl run web --image=localhost/web:1
kubectl wait pod/web --for=condition=Ready --timeout=60s
kubectl debug web --image=localhost/toolbox:1 --target=web --container=tools -- ps -o args= -p 1
for _ in $(seq 60); do
  kubectl logs web -c tools >/root/web-arguments 2>/dev/null || true
  if [ -s /root/web-arguments ]; then exit 0; fi
  sleep 1
done
exit 1
