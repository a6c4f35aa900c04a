# node: control-plane
# says: it starts and gives up
rm -f /etc/kubernetes/manifests/kube-apiserver.yaml.bak
sed -i 's|pki/etcd/ca\.crt$|pki/etcd/ca.cert|' /etc/kubernetes/manifests/kube-apiserver.yaml
systemctl restart kubelet
