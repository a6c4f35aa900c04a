# node: control-plane
set -eu
mkdir -p /root/exam
kubectl taint node "$KINDLAB_WORKER" shift- || true
kubectl get nodes -o json | jq '[.items[] | select(any(.status.conditions[]; .type == "Ready" and .status == "True") and (.spec.taints // [] | length) == 0)] | length' >/root/exam/free-nodes
