# node: worker
set -eu
systemctl enable --now kubelet 2>/dev/null
if [ "$(kubectl get pod shop --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.phase}')" != "$KINDLAB_WORKER Running" ]; then
  kubectl delete pod shop --ignore-not-found --now
  kubectl run shop --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
fi
kubectl wait pod/shop --for=condition=Ready --timeout=60s
systemctl disable --now kubelet
container=$(crictl ps -q --label io.kubernetes.pod.name=shop)
crictl stop "$container"
# The symptom: kubectl says Running, and no container runs.
for _ in $(seq 30); do
  phase=$(kubectl get pod shop -o jsonpath='{.status.phase}')
  if [ "$phase" = Running ] && [ -z "$(crictl ps -q --label io.kubernetes.pod.name=shop --state running)" ]; then exit 0; fi
  sleep 1
done
echo 'kubectl and crictl still agree after 30 s' >&2
exit 1
