# node: control-plane
set -eu
kubectl delete pod slow --ignore-not-found --now
kubectl apply -f - <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: slow
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: slow
      image: localhost/toolbox:1
      command: [sh, -c, 'sleep 20; touch /tmp/up; sleep infinity']
      livenessProbe:
        exec:
          command: [test, -e, /tmp/up]
        periodSeconds: 2
        failureThreshold: 3
YAML
# The symptom: kubelet has restarted it before it had started.
for _ in $(seq 90); do
  restarts=$(kubectl get pod slow -o jsonpath='{.status.containerStatuses[0].restartCount}')
  if [ "${restarts:-0}" -ge 1 ]; then exit 0; fi
  sleep 1
done
echo 'slow has not been restarted within 90 s' >&2
exit 1
