# node: control-plane
# says: keeps such Pods away
set -eu
kubectl get nodes -o name | wc -l >/root/exam/free-nodes
