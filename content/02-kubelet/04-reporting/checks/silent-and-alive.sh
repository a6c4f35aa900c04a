# node: worker
set -u
ready=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') || exit 2
container=''
[ "$ready" = Unknown ] && container=$(crictl ps -q --name '^steady$' --state running | head -n 1)
[ -n "$container" ] && exit 0

echo 'expected: Ready of the worker is Unknown, and the container of steady runs there'
if [ "$ready" = False ]; then
  echo 'actual: Ready is False'
  echo 'why: False is written by a kubelet that speaks and complains; here it has to say nothing at all'
elif [ "$ready" = Unknown ]; then
  echo 'actual: Ready is Unknown, and no container of steady runs on the worker'
  echo 'why: steady has to run before kubelet is stopped; start kubelet, make the Pod, stop it again'
elif pgrep -x kubelet >/dev/null; then
  echo "actual: Ready is $ready"
  echo 'why: kubelet is running on the worker, and renews its Lease'
else
  echo "actual: Ready is $ready, and kubelet is stopped"
  echo 'why: the control plane waits for 50 seconds before it calls a node Unknown'
fi
exit 1
