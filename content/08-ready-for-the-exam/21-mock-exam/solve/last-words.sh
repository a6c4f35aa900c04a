# node: control-plane
set -eu
# A deleted Pod has no log any more; this creates a new Pod with another log.
if [ -z "$(kubectl logs ledger 2>/dev/null)" ]; then
  kubectl delete pod ledger --ignore-not-found --now
  kubectl run ledger --image="$KINDLAB_TOOLBOX_IMAGE" --restart=Never --env=PAGE=1 --command -- sh -c 'echo "page $PAGE is missing"'
  kubectl wait pod/ledger --for=jsonpath='{.status.phase}'=Succeeded --timeout=60s
fi
mkdir -p /root/exam
kubectl logs ledger | tail -n 1 >/root/exam/ledger
