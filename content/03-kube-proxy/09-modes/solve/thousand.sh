# node: control-plane
set -eu
kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --dry-run=client -o yaml | kubectl apply -f -
kubectl rollout status deployment shop --timeout=90s
have=$(kubectl get services -l many=yes -o name | sort)
for i in $(seq 1000); do
  if ! grep -qx "service/many-$i" <<<"$have"; then
    echo '---'
    echo "{apiVersion: v1, kind: Service, metadata: {name: many-$i, labels: {many: 'yes'}}, spec: {selector: {app: shop}, ports: [{port: 80, targetPort: 8080}]}}"
  fi
done >/tmp/many.yaml
if [ -s /tmp/many.yaml ]; then kubectl create -f /tmp/many.yaml -o name >/dev/null; fi
for _ in $(seq 150); do
  rules=$(curl -s -m 2 http://127.0.0.1:10249/metrics | sed -nE 's/^kubeproxy_sync_proxy_rules_iptables_total\{ip_family="IPv4",table="nat"\} ([0-9]+)$/\1/p')
  if [ "${rules:-0}" -ge 5000 ]; then exit 0; fi
  sleep 1
done
echo "there are not 5000 rules after 150 s (last: ${rules:-none})" >&2
exit 1
