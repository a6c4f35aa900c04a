# node: control-plane
# says: write only the last line
set -eu
mkdir -p /root/exam
kubectl get pod ledger -o jsonpath='{.status.containerStatuses[0].state.terminated.reason}' >/root/exam/ledger
