# node: worker
# says: kubelet read the file before you changed it
sed -i '/^systemReserved:/,$d' /var/lib/kubelet/config.yaml
printf 'systemReserved:\n  memory: 256Mi\n' >>/var/lib/kubelet/config.yaml
