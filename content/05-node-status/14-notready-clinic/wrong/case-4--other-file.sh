# node: worker
# says: without SystemdCgroup
echo 'version = 3' >/etc/containerd/config.toml
systemctl reset-failed containerd
systemctl restart containerd kubelet
