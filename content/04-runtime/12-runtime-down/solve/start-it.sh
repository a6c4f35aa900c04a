# node: worker
set -eu
systemctl start containerd
systemctl start kubelet
# A Pod without a scheduler: the node may still have its taint.
if [ "$(kubectl get pod web --ignore-not-found -o jsonpath='{.spec.nodeName}')" != "$KINDLAB_WORKER" ]; then
  kubectl delete pod web --ignore-not-found --now
  kubectl run web --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
fi
kubectl wait pod/web --for=condition=Ready --timeout=90s
runtime=$(systemctl show containerd -p MainPID --value)
web=$(crictl inspect "$(crictl ps -q --label io.kubernetes.pod.name=web)" | jq .info.pid)
# After a wrong answer web may be the younger of the two.
if [ "$(cut -d' ' -f22 "/proc/$web/stat")" -gt "$(cut -d' ' -f22 "/proc/$runtime/stat")" ]; then systemctl restart containerd; fi
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
