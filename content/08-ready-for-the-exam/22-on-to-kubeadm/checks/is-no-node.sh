# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o name) || exit 2
containers=$(crictl ps -q | wc -l)
[ -z "$node" ] && [ ! -e /etc/kubernetes/kubelet.conf ] && [ ! -e /var/lib/kubelet/config.yaml ] && [ "$containers" = 0 ] && exit 0

echo 'expected: the API server has no Node for the worker; the worker has no kubelet.conf, no config.yaml and no container'
if [ -e /etc/kubernetes/kubelet.conf ] || [ -e /var/lib/kubelet/config.yaml ]; then
  echo 'actual: the worker still has the files of a cluster node'
  echo 'why: `kubeadm reset` removes them, on the worker'
elif [ -n "$node" ]; then
  echo "actual: the worker is reset, and the API server still has a Node $KINDLAB_WORKER"
  echo 'why: a machine does not delete its own Node; you have to delete it'
else
  echo "actual: $containers containers run"
  echo 'why: the reset was not completed; read the last lines of its output'
fi
exit 1
