# node: control-plane
set -eu
mkdir -p /root/exam
rm -f /root/exam/pod-range /root/exam/runtime
