# node: worker
set -u
# kind gives its own kubelets a provider ID; a manually joined node has none.
node=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o json) || exit 2
ready=''
provider=''
[ -n "$node" ] && read -r ready provider <<<"$(jq -r '"\(.status.conditions[] | select(.type == "Ready") | .status) \(.spec.providerID // "")"' <<<"$node")"
[ "$ready" = True ] && [ -z "$provider" ] && exit 0

echo 'expected: the worker has joined with kubeadm, and is Ready'
if [ -n "$provider" ]; then
  echo 'actual: it is still the original node'
  echo 'why: reset it first, and delete its Node'
elif [ -n "$ready" ]; then
  echo "actual: it has joined, and Ready is $ready"
  echo 'why: the network plugin has to start on the new node first; wait'
elif [ ! -e /etc/kubernetes/kubelet.conf ]; then
  echo 'actual: there is no Node, and kubelet has no credentials (kubelet.conf)'
  echo 'why: a start of kubelet is not enough; `kubeadm join` requests its certificate, and writes its configuration'
else
  echo 'actual: kubelet has credentials, and the API server has no Node'
  echo 'why: kubelet creates its Node when it starts; `journalctl -u kubelet` shows why it has not'
fi
exit 1
