# node: worker
# says: courier wrote another line last
set -eu
kubectl get pod courier >/dev/null 2>&1 || kubectl run courier --image="$KINDLAB_TOOLBOX_IMAGE" --restart=Never --command -- sh -c 'echo on my way; echo "lost order $(date +%N)"; exit 3'
kubectl wait pod/courier --for=jsonpath='{.status.phase}'=Failed --timeout=60s
crictl logs "$(crictl ps -a -q --name '^courier$')" 2>&1 | head -n 1 >/root/last-words
