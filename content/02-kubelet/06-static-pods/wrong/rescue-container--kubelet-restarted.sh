# node: control-plane
# says: it starts and ends with an error
rm -f /etc/kubernetes/manifests/kube-apiserver.yaml.bak
sed -i 's|--etcd-cafile=.*|--etcd-cafile=/etc/kubernetes/pki/etcd/ca.cert|' /etc/kubernetes/manifests/kube-apiserver.yaml
systemctl restart kubelet
