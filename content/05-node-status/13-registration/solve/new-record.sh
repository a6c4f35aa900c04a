# node: worker
set -eu
kept=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.metadata.labels.disk}')
# An administrator wrote the label into the old record; a new one does not have it.
[ -z "$kept" ] || kubectl delete node "$KINDLAB_WORKER"
[ -n "$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o name)" ] || systemctl restart kubelet
until [ -n "$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o name)" ]; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=120s
