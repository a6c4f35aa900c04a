# node: worker
set -eu
[ ! -e /opt/cni/bin/host-local.old ] || mv /opt/cni/bin/host-local.old /opt/cni/bin/host-local
chmod +x /opt/cni/bin/host-local
kubectl get pod late >/dev/null 2>&1 || kubectl run late --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/late --for=condition=Ready --timeout=120s
