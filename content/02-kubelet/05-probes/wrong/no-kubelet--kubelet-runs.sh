# node: worker
# says: it continues to run the probe
set -eu
systemctl start kubelet
until [ -n "$(crictl ps -q --name '^patient$' --state running)" ]; do sleep 0.5; done
kill -STOP "$(crictl inspect "$(crictl ps -q --name '^patient$' --state running)" | jq .info.pid)"
