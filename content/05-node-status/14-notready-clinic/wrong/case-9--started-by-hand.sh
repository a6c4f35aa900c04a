# node: worker
# says: the service kubelet is
set -eu
systemctl unmask kubelet
systemctl start kubelet
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
