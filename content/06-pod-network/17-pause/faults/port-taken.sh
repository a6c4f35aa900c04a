# node: worker
set -eu
kubectl delete pod clash --ignore-not-found --now
kubectl apply -f - <<END
apiVersion: v1
kind: Pod
metadata: { name: clash }
spec:
  containers:
    - { name: first, image: "$KINDLAB_WEB_IMAGE" }
    - { name: second, image: "$KINDLAB_WEB_IMAGE" }
END
# The symptom: a container has ended twice, and kubelet waits before the next attempt. It reports CrashLoopBackOff only after
# another check of the Pod, which may not happen.
for _ in $(seq 90); do
  states=$(kubectl get pod clash -o jsonpath='{range .status.containerStatuses[*]}{.restartCount} {.state.running.startedAt}{"\n"}{end}')
  if grep -qE '^[1-9][0-9]* $' <<<"$states"; then exit 0; fi
  sleep 1
done
echo "no container of clash has ended twice within 90 s, but: $(kubectl get pod clash -o jsonpath='{.status.phase} {.status.containerStatuses[*].state}')" >&2
exit 1
