# node: worker
set -u
pods=$(kubectl get pods -l app=mover -o jsonpath='{range .items[*]}{.spec.nodeName},{.status.phase},{.metadata.deletionTimestamp}{"\n"}{end}') || exit 2
old=$(grep "^$KINDLAB_WORKER,Running,." <<<"$pods")
new=$(grep "^$KINDLAB_CONTROL_PLANE,Running,$" <<<"$pods")
container=''
[ -n "$old" ] && container=$(crictl ps -o json --state running --label io.kubernetes.pod.namespace=default \
  | jq -r '[.containers[] | select(.labels["io.kubernetes.pod.name"] | startswith("mover-"))][0].id // empty')
[ -n "$new" ] && [ -n "$container" ] && exit 0

echo 'expected: a Pod of mover runs on the control-plane node; the old one on the worker is marked for deletion, and still runs'
if [ -z "$pods" ]; then
  echo 'actual: there is no Pod of mover'
  echo 'why: create the Deployment of this step while kubelet runs'
elif [ -z "$old" ]; then
  echo 'actual: no Pod of mover on the worker is marked for deletion and still runs'
  echo 'why: its toleration lasts 20 seconds, and begins when the node is Unknown; the Pod has to run there before you stop kubelet'
elif [ -z "$container" ]; then
  echo 'actual: no container of mover runs on the worker'
  echo 'why: it has to run there before you stop kubelet; a running kubelet ends a deleted Pod'
else
  echo 'actual: the old Pod is marked for deletion, and no new one runs on the control-plane node yet'
  echo 'why: the Deployment creates a new Pod at once; `kubectl get pods -o wide` shows its state'
fi
exit 1
