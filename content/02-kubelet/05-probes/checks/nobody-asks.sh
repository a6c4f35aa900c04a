# node: worker
set -u
pod=$(kubectl get pod patient --ignore-not-found -o jsonpath='{.spec.containers[0].livenessProbe.periodSeconds}') || exit 2
container=$(crictl ps -q --label io.kubernetes.pod.name=patient --label io.kubernetes.pod.namespace=default --state running | head -n 1)
state=''
[ -n "$container" ] && state=$(sed 's/.*) //' "/proc/$(crictl inspect "$container" | jq .info.pid)/stat" | cut -c1)
# A kubelet that is stopped during its start is in the state failed.
kubelet=$(systemctl is-active kubelet)
[ "$state" = T ] && [ -n "$pod" ] && [[ $kubelet =~ ^(inactive|failed)$ ]] && exit 0

echo 'expected: the process of patient, which has a liveness probe, is stopped; so is kubelet'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod patient with a liveness probe'
  echo 'why: create it again as before, while kubelet runs'
elif ! [[ $kubelet =~ ^(inactive|failed)$ ]]; then
  echo "actual: kubelet is $kubelet"
  echo 'why: it continues to run the probe, and replaces a container that does not answer'
elif [ -z "$container" ]; then
  echo 'actual: no container of the Pod patient runs on the worker'
  echo 'why: it was killed, not stopped, and without kubelet no program replaces it; start kubelet and begin again'
else
  echo "actual: kubelet is stopped, and the process of patient is in state ${state:-unknown}"
  echo 'why: T means stopped; was the ID that of the previous container?'
fi
exit 1
