# node: worker
set -eu
if [ ! -e /etc/kubernetes/kubelet.conf ]; then
  # A worker has no right to make tokens; root's kubeconfig here is the administrator's.
  command=$(kubeadm token create --print-join-command --kubeconfig /root/.kube/config)
  systemctl stop kubelet
  $command --ignore-preflight-errors=SystemVerification
fi
# kubelet makes its Node a moment after kubeadm has ended.
kubectl wait "node/$KINDLAB_WORKER" --for=create --timeout=60s
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=120s
