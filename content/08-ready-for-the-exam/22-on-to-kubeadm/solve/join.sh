# node: worker
set -eu
if [ ! -e /etc/kubernetes/kubelet.conf ]; then
  # A worker may not create tokens; root's kubeconfig on this node is the administrator's.
  command=$(kubeadm token create --print-join-command)
  systemctl stop kubelet
  $command --ignore-preflight-errors=SystemVerification
fi
# kubelet creates its Node a moment after the end of kubeadm.
kubectl wait "node/$KINDLAB_WORKER" --for=create --timeout=60s
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=120s
