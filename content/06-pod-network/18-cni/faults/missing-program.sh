# node: worker
set -eu
# Kubelet cannot remove a Pod with a network without the program.
[ ! -e /opt/cni/bin/host-local.old ] || mv /opt/cni/bin/host-local.old /opt/cni/bin/host-local
kubectl delete pod late --ignore-not-found --now
mv /opt/cni/bin/host-local /opt/cni/bin/host-local.old
kubectl run late --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
# The symptom is the event of kubelet about this Pod.
for _ in $(seq 60); do
  events=$(kubectl get events --field-selector involvedObject.name=late,reason=FailedCreatePodSandBox -o name)
  if [ -n "$events" ]; then exit 0; fi
  sleep 1
done
echo 'kubelet has not reported a failure of late within 60 s' >&2
exit 1
