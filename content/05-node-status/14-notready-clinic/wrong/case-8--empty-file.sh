# node: worker
# says: Unknown means that no report arrives
touch /etc/kubernetes/bootstrap-kubelet.conf
systemctl restart kubelet
