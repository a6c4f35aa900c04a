# node: worker
set -eu
openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -checkend 0 2>/dev/null && exit 0
token=$(kubeadm token create)
file=/etc/kubernetes/bootstrap-kubelet.conf
rm -f "$file"
config() { kubectl config --kubeconfig="$file" "$@"; }
config set-cluster lab --server="https://$KINDLAB_CONTROL_PLANE:6443" --certificate-authority=/etc/kubernetes/pki/ca.crt --embed-certs
config set-credentials newcomer --token="$token"
config set-context newcomer --cluster=lab --user=newcomer
config use-context newcomer
systemctl restart kubelet
