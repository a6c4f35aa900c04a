# node: worker
# says: kubelet read the file before you changed it
echo 'maxPods: 40' >>/var/lib/kubelet/config.yaml
