# node: worker
# says: for the range of the other node
set -eu
echo lo >/root/exam/next-hop
