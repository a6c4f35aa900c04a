# node: worker
# says: a name that kubelet does not know changes nothing
sed -i '/^maxPods:/d' /var/lib/kubelet/config.yaml
echo 'maxPod: 40' >>/var/lib/kubelet/config.yaml
systemctl restart kubelet
