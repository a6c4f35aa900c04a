# node: worker
# says: the runtime uses the first file by name
set -eu
cat >/etc/cni/net.d/00-test.conflist <<'END'
{ "cniVersion": "1.0.0", "name": "test", "plugins": [ { "type": "bridge", "bridge": "test0" } ] }
END
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
