# node: worker
# says: CreateContainer only prepares
set -eu
kubectl delete pod by-hand --ignore-not-found --now
systemctl stop kubelet
mkdir -p /var/log/by-hand
echo '{"metadata":{"name":"by-hand","namespace":"default","uid":"by-hand-0","attempt":0},"log_directory":"/var/log/by-hand","linux":{"cgroup_parent":"by-hand.slice"}}' >/root/sandbox.json
echo '{"metadata":{"name":"by-hand","attempt":0},"image":{"image":"'"$KINDLAB_TOOLBOX_IMAGE"'"},"log_path":"by-hand.log","linux":{}}' >/root/container.json
crictl create "$(crictl runp /root/sandbox.json)" /root/container.json /root/sandbox.json
