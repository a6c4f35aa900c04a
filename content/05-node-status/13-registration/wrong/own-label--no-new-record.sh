# node: worker
# says: kubelet sets this label only when it creates a record
kubectl label node "$KINDLAB_WORKER" disk-
echo 'KUBELET_EXTRA_ARGS=--node-labels=disk=fast' >/etc/default/kubelet
systemctl restart kubelet
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
