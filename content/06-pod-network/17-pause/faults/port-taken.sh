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
# The symptom is a container that has ended twice, and kubelet that waits before the next attempt.
for _ in $(seq 90); do
  state=$(kubectl get pod clash -o jsonpath='{.spec.nodeName} {.status.phase} {.status.containerStatuses[*].state}')
  case $state in *CrashLoopBackOff*) exit 0 ;; esac
  sleep 1
done
echo "no container of clash has come into CrashLoopBackOff within 90 s: $state" >&2
exit 1
