# node: control-plane
set -eu
mkdir -p /root/exam
rm -f /root/exam/dns-image
