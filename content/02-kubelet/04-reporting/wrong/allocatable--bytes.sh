# node: worker
# says: an amount without a unit is in bytes
printf 'systemReserved:\n  memory: "256"\n' >>/var/lib/kubelet/config.yaml
systemctl restart kubelet
