# node: worker
# says: packets to another range do not go to this node
set -eu
rm -f /etc/cni/net.d/*
cat >/etc/cni/net.d/10-by-hand.conflist <<'END'
{ "cniVersion": "1.0.0", "name": "elsewhere", "plugins": [{ "type": "ptp",
  "ipam": { "type": "host-local", "routes": [{ "dst": "0.0.0.0/0" }], "subnet": "10.244.77.0/24" } }] }
END
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
kubectl delete pod first --ignore-not-found --now
kubectl run first --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/first --for=condition=Ready --timeout=90s
