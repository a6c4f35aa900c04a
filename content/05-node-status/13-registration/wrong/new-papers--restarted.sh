# node: worker
# says: neither a certificate nor a token
rm -f /etc/kubernetes/bootstrap-kubelet.conf
systemctl restart kubelet
