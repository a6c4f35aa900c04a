# node: control-plane
# says: kubelet has nothing to start
mv /etc/kubernetes/manifests/kube-apiserver.yaml /root/kube-apiserver.yaml
