# node: control-plane
set -eu
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: iptable/' | kubectl apply -f -
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
# The symptom: the new Pod has ended with an error.
for _ in $(seq 120); do
  ended=$(kubectl get pods -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER" \
    -o jsonpath='{.items[*].status.containerStatuses[*].lastState.terminated.exitCode}')
  if [ "${ended:-0}" != 0 ]; then exit 0; fi
  sleep 1
done
echo 'kube-proxy has not failed on the worker within 120 s' >&2
exit 1
