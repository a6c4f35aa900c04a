# node: worker
set -u
ready=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') || exit 2
container=''
[ "$ready" = Unknown ] && container=$(crictl ps -q --label io.kubernetes.pod.name=steady --label io.kubernetes.pod.namespace=default --state running | head -n 1)
[ -n "$container" ] && exit 0

echo 'expected: Ready of the worker is Unknown, and the container of steady runs there'
if [ "$ready" = False ]; then
  echo 'actual: Ready is False'
  echo 'why: False is written by a running kubelet; in this step kubelet has to send no report at all'
elif [ "$ready" = Unknown ]; then
  echo 'actual: Ready is Unknown, and no container of steady runs on the worker'
  echo 'why: steady has to run before you stop kubelet; start kubelet, create the Pod, stop kubelet again'
elif pgrep -x kubelet >/dev/null; then
  echo "actual: Ready is $ready"
  echo 'why: kubelet is running on the worker, and renews its Lease'
else
  echo "actual: Ready is $ready, and kubelet is stopped"
  echo 'why: the control plane waits for 50 seconds before it sets Unknown'
fi
exit 1
