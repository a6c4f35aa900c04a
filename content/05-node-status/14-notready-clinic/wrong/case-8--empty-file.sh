# node: worker
# says: Unknown means silence
touch /etc/kubernetes/bootstrap-kubelet.conf
systemctl restart kubelet
