# node: worker
# says: it goes on asking
set -eu
systemctl start kubelet
until [ -n "$(crictl ps -q --name '^patient$' --state running)" ]; do sleep 0.5; done
kill -STOP "$(crictl inspect "$(crictl ps -q --name '^patient$' --state running)" | jq .info.pid)"
