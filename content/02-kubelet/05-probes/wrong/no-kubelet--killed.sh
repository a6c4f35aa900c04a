# node: worker
# says: it was killed, not stopped
set -eu
systemctl stop kubelet
kill -KILL "$(crictl inspect "$(crictl ps -q --name '^patient$' --state running)" | jq .info.pid)"
