# node: worker
set -eu
echo 'KUBELET_EXTRA_ARGS=--node-labels=disk=fast' >/etc/default/kubelet
systemctl stop kubelet
kubectl delete node "$KINDLAB_WORKER" --ignore-not-found
systemctl start kubelet
until [ -n "$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o name)" ]; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=120s
