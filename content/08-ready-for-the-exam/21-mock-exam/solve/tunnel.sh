# node: worker
set -eu
mkdir -p /root/exam
range=$(kubectl get node "$KINDLAB_CONTROL_PLANE" -o jsonpath='{.spec.podCIDR}')
ip -j route get "${range%.*}.9" | jq -r '.[0].dev' >/root/exam/next-hop
