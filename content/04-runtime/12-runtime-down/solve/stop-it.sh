# node: worker
set -eu
systemctl start kubelet containerd
if [ "$(kubectl get pod web --ignore-not-found -o jsonpath='{.spec.nodeName}')" != "$KINDLAB_WORKER" ]; then
  kubectl delete pod web --ignore-not-found --now
  kubectl run web --image="$KINDLAB_WEB_IMAGE"
fi
# A kubelet that has just started ends without a runtime, and does not report the problem.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait pod/web --for=condition=Ready --timeout=60s
systemctl stop containerd
