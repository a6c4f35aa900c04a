# node: control-plane
set -eu
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: nftables/' | kubectl apply -f -
kubectl rollout restart daemonset -n kube-system kube-proxy
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=150s
for _ in $(seq 60); do
  mode=$(curl -s -m 1 http://127.0.0.1:10249/proxyMode || true)
  if [ "$mode" = nftables ] && nft list tables ip | grep -q kube-proxy; then exit 0; fi
  sleep 0.5
done
echo 'kube-proxy has written no table within 30 s' >&2
exit 1
