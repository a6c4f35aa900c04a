# node: control-plane
set -eu
worker=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address}')
while iptables -D INPUT -s "$worker" -p tcp --dport 6443 -j DROP 2>/dev/null; do :; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=150s
