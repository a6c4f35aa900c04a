# node: worker
set -eu
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: nftables/' | kubectl apply -f -
kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=120s
for _ in $(seq 60); do
  mode=$(curl -s -m 1 http://127.0.0.1:10249/proxyMode || true)
  if [ "$mode" = nftables ] && [ "$(curl -s -k -m 1 "https://${KINDLAB_SERVICE_CIDR%.*}.1/livez")" = ok ]; then exit 0; fi
  sleep 0.5
done
echo 'kube-proxy has not worked in mode nftables on the worker within 30 s' >&2
exit 1
