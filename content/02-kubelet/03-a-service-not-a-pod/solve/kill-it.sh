# node: worker
set -eu
if [ "$(kubectl get pod survivor --ignore-not-found -o jsonpath='{.spec.nodeName}')" != "$KINDLAB_WORKER" ]; then
  kubectl delete pod survivor --ignore-not-found --now
  kubectl run survivor --image=localhost/web:1
fi
systemctl start kubelet
kubectl wait pod/survivor --for=condition=Ready --timeout=60s
before=$(systemctl show kubelet -p MainPID --value)
kill "$before"
for _ in $(seq 60); do
  now=$(systemctl show kubelet -p MainPID --value)
  if [ "$now" != 0 ] && [ "$now" != "$before" ]; then exit 0; fi
  sleep 0.5
done
echo 'kubelet has not come back within 30 s' >&2
exit 1
