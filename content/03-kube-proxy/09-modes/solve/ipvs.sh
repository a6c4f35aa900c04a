# node: worker
set -eu
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: nftables/' | kubectl apply -f -
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=120s
for _ in $(seq 60); do
  if [ "$(curl -s -k -m 1 "https://${KINDLAB_SERVICE_CIDR%.*}.1/livez")" = ok ]; then exit 0; fi
  sleep 0.5
done
echo 'the Service kubernetes has not answered on the worker within 30 s' >&2
exit 1
