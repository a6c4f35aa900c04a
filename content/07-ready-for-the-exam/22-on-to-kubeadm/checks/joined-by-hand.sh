# node: worker
set -u
# kind gives its own kubelets a provider ID; a node that joined by hand has none.
node=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o json) || exit 2
ready=''
provider=''
[ -n "$node" ] && read -r ready provider <<<"$(jq -r '"\(.status.conditions[] | select(.type == "Ready") | .status) \(.spec.providerID // "")"' <<<"$node")"
[ "$ready" = True ] && [ -z "$provider" ] && exit 0

echo 'expected: the worker has joined with kubeadm, and is Ready'
if [ -n "$provider" ]; then
  echo 'actual: it is the node that was there from the beginning'
  echo 'why: reset it first, and delete its Node'
elif [ -n "$ready" ]; then
  echo "actual: it has joined, and Ready is $ready"
  echo 'why: the network plugin has to come to the new node first; wait'
elif [ ! -e /etc/kubernetes/kubelet.conf ]; then
  echo 'actual: there is no Node, and kubelet has no papers (kubelet.conf)'
  echo 'why: starting kubelet is not enough; `kubeadm join` asks for its certificate, and writes its configuration'
else
  echo 'actual: kubelet has papers, and the API server has no Node'
  echo 'why: kubelet makes its Node when it starts; `journalctl -u kubelet` says what keeps it from that'
fi
exit 1
