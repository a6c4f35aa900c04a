# node: control-plane
# says: the certificate of the API server is not valid
set -eu
sed -i '/insecure-skip-tls-verify/d' /etc/kubernetes/admin.conf
systemctl restart kubelet
