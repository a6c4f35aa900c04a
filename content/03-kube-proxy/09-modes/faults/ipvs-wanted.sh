# node: worker
set -eu
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: ipvs/' | kubectl apply -f -
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
# The symptom: it ends with an error, or, if the kernel has IPVS, works in that mode.
for _ in $(seq 120); do
  if [ "$(curl -s -m 1 http://127.0.0.1:10249/proxyMode)" = ipvs ]; then exit 0; fi
  ended=$(kubectl get pods -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER" \
    -o jsonpath='{.items[*].status.containerStatuses[*].lastState.terminated.exitCode}')
  if [ "${ended:-0}" != 0 ]; then exit 0; fi
  sleep 1
done
echo 'kube-proxy has neither failed nor started to work in mode ipvs within 120 s' >&2
exit 1
