# node: worker
# says: no kubelet runs that could report
sed -i '/^maxPods\?:/d' /var/lib/kubelet/config.yaml
echo 'maxPods: forty' >>/var/lib/kubelet/config.yaml
systemctl restart kubelet
