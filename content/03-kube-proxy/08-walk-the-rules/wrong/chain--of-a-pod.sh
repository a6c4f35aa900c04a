# node: worker
# says: that is the chain of one Pod
set -eu
kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --replicas=3 --dry-run=client -o yaml | kubectl apply -f -
kubectl get service shop >/dev/null 2>&1 || kubectl expose deployment shop --port=80 --target-port=8080
kubectl rollout status deployment shop --timeout=90s
until iptables-save -t nat | grep -q 'default/shop -> '; do sleep 0.5; done
iptables-save -t nat | sed -n 's/^-A KUBE-SVC-.*"default\/shop -> .* -j //p' | head -n 1 >/root/shop-chain
