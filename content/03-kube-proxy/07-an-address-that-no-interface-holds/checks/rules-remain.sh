# node: worker
set -u
objects=$(kubectl get services,daemonsets -A -o json) || exit 2
address=$(jq -r '.items[] | select(.kind == "Service" and .metadata.name == "shop") | .spec.clusterIP' <<<"$objects")
wanted=$(jq -r '.items[] | select(.kind == "DaemonSet" and .metadata.name == "kube-proxy") | .status.desiredNumberScheduled' <<<"$objects")
proxy=$(crictl ps -q --name '^kube-proxy$' --state running)
answer=''
[ -n "$address" ] && answer=$(curl -s -m 0.8 "http://$address/hostname")
[ -z "$proxy" ] && [ "$wanted" = 1 ] && [[ $answer == shop-* ]] && exit 0

echo 'expected: the DaemonSet kube-proxy selects one node only, none runs on the worker, and shop answers there'
if [ -z "$wanted" ]; then
  echo 'actual: there is no DaemonSet kube-proxy'
  echo 'why: the task is to change it, not to remove it; kubeadm can create it again: `kubeadm init phase addon kube-proxy`'
elif [ "$wanted" != 1 ]; then
  echo "actual: the DaemonSet selects $wanted nodes"
  echo 'why: the DaemonSet recreates a deleted Pod; it must not select the worker'
elif [ -n "$proxy" ]; then
  echo 'actual: the container still runs on the worker'
  echo 'why: it takes some seconds until it has ended'
else
  echo 'actual: no kube-proxy runs on the worker, and shop does not answer there'
  echo 'why: the rules stay in the kernel; have the Pods of shop changed meanwhile?'
fi
exit 1
