# node: worker
# says: reads its file when it starts
set -eu
echo 'enableSystemLogQuery: true' >>/var/lib/kubelet/config.yaml
