# node: control-plane
set -eu
pod=$(kubectl get pod waiting --ignore-not-found -o jsonpath='{.status.phase},{.spec.volumes[0].name},{.spec.volumes[0].configMap.name}')
IFS=, read -r phase volume settings <<<"$pod"
# Every Pod has the volume kube-api-access; the one of the step before asks for another as well.
case $phase,$volume in
  Running,kube-api-access-*) ;;
  Running,?*) exit 0 ;;
esac

echo 'expected: the Pod waiting of the step before, Running'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod waiting in the namespace default'
  echo 'why: it was to be cured, not removed; make it again as in the step before, then cure it'
elif [ "$phase" = Running ]; then
  echo 'actual: waiting runs, and is a Pod that asks for nothing'
  echo 'why: such a Pod has nothing to wait for, and the one that waited is gone; make that one again, then give it what it needs'
elif [ -n "$settings" ] && [ -z "$(kubectl get configmap "$settings" --ignore-not-found -o name)" ]; then
  echo "actual: waiting is $phase, and there is no ConfigMap $settings"
  echo "why: kubelet cannot prepare a volume from a ConfigMap that does not exist"
else
  echo "actual: waiting is still $phase"
  echo 'why: kubelet tries again by itself, at the latest two minutes after its last attempt'
fi
exit 1
