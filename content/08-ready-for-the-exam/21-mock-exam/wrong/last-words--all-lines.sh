# node: control-plane
# says: write only the last line
set -eu
mkdir -p /root/exam
kubectl logs ledger >/root/exam/ledger
