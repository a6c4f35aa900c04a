# node: worker
set -eu
if [ "$(kubectl get pod courier --ignore-not-found -o jsonpath='{.spec.nodeName}')" != "$KINDLAB_WORKER" ]; then
  kubectl delete pod courier --ignore-not-found --now
  kubectl run courier --image="$KINDLAB_TOOLBOX_IMAGE" --restart=Never --command -- sh -c 'echo on my way; echo "lost order $(date +%N)"; exit 3'
fi
kubectl wait pod/courier --for=jsonpath='{.status.phase}'=Failed --timeout=60s
crictl logs "$(crictl ps -a -q --label io.kubernetes.pod.name=courier)" 2>&1 | tail -n 1 >/root/last-words
