# node: worker
set -u
pods=$(kubectl get pods -l app=mover -o jsonpath='{range .items[*]}{.spec.nodeName},{.status.phase},{.metadata.deletionTimestamp}{"\n"}{end}') || exit 2
old=$(grep "^$KINDLAB_WORKER,Running,." <<<"$pods")
new=$(grep "^$KINDLAB_CONTROL_PLANE,Running,$" <<<"$pods")
container=''
[ -n "$old" ] && container=$(crictl ps -q --name '^mover$' --state running | head -n 1)
[ -n "$new" ] && [ -n "$container" ] && exit 0

echo 'expected: a Pod of mover runs on the control-plane node; the old one on the worker is to be deleted, and still runs'
if [ -z "$pods" ]; then
  echo 'actual: there is no Pod of mover'
  echo 'why: make the Deployment of this step while kubelet runs'
elif [ -z "$old" ]; then
  echo 'actual: nobody has asked for the end of a mover that runs on the worker'
  echo 'why: its toleration lasts 20 seconds, and begins to run when the node is Unknown; it has to run there before kubelet is stopped'
elif [ -z "$container" ]; then
  echo 'actual: no container of mover runs on the worker'
  echo 'why: it has to run there before kubelet is stopped; a kubelet that is awake ends what is deleted'
else
  echo 'actual: the old Pod is to be deleted, and no new one runs on the control-plane node yet'
  echo 'why: the Deployment makes a new Pod at once; `kubectl get pods -o wide` shows how far it is'
fi
exit 1
