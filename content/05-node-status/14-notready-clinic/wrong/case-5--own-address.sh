# node: worker
# says: Unknown means that no report arrives
sed -i -E 's|^( *server:).*|\1 https://127.0.0.1:6443|' /etc/kubernetes/kubelet.conf
systemctl restart kubelet
