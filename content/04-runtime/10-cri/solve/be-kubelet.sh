# node: worker
set -eu
systemctl stop kubelet
# A sandbox of kubelet with this name, or one from an earlier attempt.
for sandbox in $(crictl pods -q --name '^by-hand$'); do crictl -t 60s rmp -f "$sandbox"; done
mkdir -p /var/log/by-hand
cat >/root/sandbox.json <<'END'
{ "metadata": { "name": "by-hand", "namespace": "default", "uid": "by-hand-1", "attempt": 0 },
  "log_directory": "/var/log/by-hand", "linux": { "cgroup_parent": "by-hand.slice" } }
END
cat >/root/container.json <<END
{ "metadata": { "name": "by-hand", "attempt": 0 }, "image": { "image": "$KINDLAB_TOOLBOX_IMAGE" },
  "command": ["sh", "-c", "trap exit TERM; while :; do date; sleep 1; done"], "log_path": "by-hand.log", "linux": {} }
END
sandbox=$(crictl runp /root/sandbox.json)
container=$(crictl create "$sandbox" /root/container.json /root/sandbox.json)
crictl start "$container"
until [ -s /var/log/by-hand/by-hand.log ]; do sleep 0.2; done
