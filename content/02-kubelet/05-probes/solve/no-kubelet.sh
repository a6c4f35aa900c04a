# node: worker
set -eu
if [ -z "$(crictl ps -q --label io.kubernetes.pod.name=patient --state running)" ]; then
  systemctl start kubelet
  until [ -n "$(crictl ps -q --label io.kubernetes.pod.name=patient --state running)" ]; do sleep 0.5; done
fi
systemctl stop kubelet
kill -STOP "$(crictl inspect "$(crictl ps -q --label io.kubernetes.pod.name=patient --state running)" | jq .info.pid)"
