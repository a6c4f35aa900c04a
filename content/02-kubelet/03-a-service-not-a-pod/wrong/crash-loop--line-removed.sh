# node: worker
# says: no DNS server at all
sed -i '/^clusterDNS:/d' /var/lib/kubelet/config.yaml
systemctl restart kubelet
