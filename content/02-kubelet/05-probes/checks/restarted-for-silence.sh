# node: control-plane
set -eu
pod=$(kubectl get pod patient --ignore-not-found \
  -o jsonpath='{.status.containerStatuses[0].restartCount},{.spec.containers[0].livenessProbe.periodSeconds},{.metadata.uid}')
IFS=, read -r restarts period uid <<<"$pod"
failed=''
[ -z "$pod" ] || failed=$(kubectl get events --field-selector "involvedObject.uid=$uid,reason=Killing" -o jsonpath='{.items[*].message}')
[ "${restarts:-0}" -ge 1 ] && [[ $failed == *liveness* ]] && exit 0

echo 'expected: the container of patient was restarted after its liveness probe had failed'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod patient in the namespace default'
  echo 'why: it has not been created yet, or has another name or namespace'
elif [ -z "$period" ]; then
  echo 'actual: patient has no liveness probe'
  echo 'why: kubelet does not check it; delete it and create it again, as in the text'
elif [ "${restarts:-0}" -ge 1 ]; then
  echo "actual: restarted $restarts times, and no liveness probe of this Pod has failed"
  echo 'why: kubelet replaces an ended process without any probe; here the process has to exist and not answer'
else
  echo 'actual: not restarted yet'
  echo 'why: the process answers, or the third failure has not happened yet: three failures, two seconds apart'
fi
exit 1
