# node: worker
# says: an amount without Mi is in bytes
printf 'systemReserved:\n  memory: "256"\n' >>/var/lib/kubelet/config.yaml
systemctl restart kubelet
