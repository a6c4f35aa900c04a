# node: worker
set -eu
mkdir -p /root/exam
rm -f /root/exam/next-hop
