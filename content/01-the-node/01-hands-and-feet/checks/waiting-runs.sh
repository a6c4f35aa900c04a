# node: control-plane
set -eu
pod=$(kubectl get pod waiting --ignore-not-found -o jsonpath='{.status.phase},{.spec.volumes[0].name},{.spec.volumes[0].configMap.name}')
IFS=, read -r phase volume settings <<<"$pod"
# Every Pod has the volume kube-api-access; the Pod of the previous step has another one as well.
case $phase,$volume in
  Running,kube-api-access-*) ;;
  Running,?*) exit 0 ;;
esac

echo 'expected: the Pod waiting of the previous step, Running'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod waiting in the namespace default'
  echo 'why: the task is to repair it, not to remove it; create it again as in the previous step, then repair it'
elif [ "$phase" = Running ]; then
  echo 'actual: waiting runs, and it is a Pod without requirements'
  echo 'why: such a Pod has nothing to wait for, and the waiting Pod is gone; create the waiting Pod again, then create what it needs'
elif [ -n "$settings" ] && [ -z "$(kubectl get configmap "$settings" --ignore-not-found -o name)" ]; then
  echo "actual: waiting is $phase, and there is no ConfigMap $settings"
  echo "why: kubelet cannot prepare a volume from a ConfigMap that does not exist"
else
  echo "actual: waiting is still $phase"
  echo 'why: kubelet retries by itself, at the latest two minutes after its last attempt'
fi
exit 1
