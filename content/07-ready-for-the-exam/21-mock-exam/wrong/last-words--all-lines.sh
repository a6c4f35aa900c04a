# node: control-plane
# says: the last line alone
set -eu
mkdir -p /root/exam
kubectl logs ledger >/root/exam/ledger
