# node: worker
# says: Unauthorized means a token that it does not know
set -eu
file=/etc/kubernetes/bootstrap-kubelet.conf
config() { kubectl config --kubeconfig="$file" "$@"; }
config set-cluster lab --server="https://$KINDLAB_CONTROL_PLANE:6443" --certificate-authority=/etc/kubernetes/pki/ca.crt --embed-certs
config set-credentials newcomer --token=abcdef.0000000000000000
config set-context newcomer --cluster=lab --user=newcomer
config use-context newcomer
systemctl restart kubelet
