# node: worker
set -eu
# A Pod that has a network cannot be removed without the program.
[ ! -e /opt/cni/bin/host-local.old ] || mv /opt/cni/bin/host-local.old /opt/cni/bin/host-local
kubectl delete pod late --ignore-not-found --now
mv /opt/cni/bin/host-local /opt/cni/bin/host-local.old
kubectl run late --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
# The symptom is kubelet's complaint about this Pod.
for _ in $(seq 60); do
  events=$(kubectl get events --field-selector involvedObject.name=late,reason=FailedCreatePodSandBox -o name)
  if [ -n "$events" ]; then exit 0; fi
  sleep 1
done
echo 'kubelet has not complained about late within 60 s' >&2
exit 1
