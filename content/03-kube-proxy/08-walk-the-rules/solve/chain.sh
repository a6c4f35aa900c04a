# node: worker
set -eu
kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --replicas=3 --dry-run=client -o yaml | kubectl apply -f -
kubectl get service shop >/dev/null 2>&1 || kubectl expose deployment shop --port=80 --target-port=8080
kubectl get pod caller >/dev/null 2>&1 \
  || kubectl run caller --image="$KINDLAB_TOOLBOX_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/caller --for=condition=Ready --timeout=90s
kubectl rollout status deployment shop --timeout=90s
for _ in $(seq 60); do
  iptables-save -t nat | sed -n 's/^-A KUBE-SERVICES .*"default\/shop cluster IP".* -j //p' >/root/shop-chain
  if [ -s /root/shop-chain ]; then exit 0; fi
  sleep 0.5
done
echo 'the worker has had no rules for shop within 30 s' >&2
exit 1
