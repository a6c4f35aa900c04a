# node: worker
set -u
slice=$(kubectl get endpointslices -l kubernetes.io/service-name=shop -o jsonpath='{range .items[*].endpoints[*]}{.targetRef.name}={.conditions.ready}{"\n"}{end}') || exit 2
pods=$(kubectl get pods left right --ignore-not-found -o jsonpath='{range .items[*]}{.metadata.name}={.status.containerStatuses[0].restartCount}{.spec.containers[0].readinessProbe.periodSeconds}{"\n"}{end}') || exit 2
answers=$(sort <<<"$slice" | tr '\n' ' ')
restarts=$(sed -n 's/^right=\(.\).*/\1/p' <<<"$pods")
probed=$(sed -n 's/^right=.\(.*\)/\1/p' <<<"$pods")
[ "$answers" = 'left=true right=false ' ] && [ "$restarts" = 0 ] && [ -n "$probed" ] && exit 0

echo 'expected: in the EndpointSlice of shop, left is ready and right is not; right has not been restarted'
echo "actual: ready in the EndpointSlice: ${answers:-none at all}; restarts of right: ${restarts:-there is no such Pod}"
if [ -z "$probed" ]; then
  echo 'why: right has no readiness probe, so kubelet does not check it; you cannot add a probe to an existing Pod'
elif [ "$restarts" != 0 ]; then
  echo 'why: a readiness probe restarts nothing; was the process killed, or is there a liveness probe as well?'
elif [[ $answers == *right=true* ]]; then
  echo 'why: the process of right answers; freeze the present process, and wait a few seconds for kubelet'
else
  echo 'why: left has to be healthy, and the Service selects app=shop; `kubectl get pods --show-labels`'
fi
exit 1
