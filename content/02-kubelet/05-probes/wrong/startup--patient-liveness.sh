# node: control-plane
# says: would now find a frozen program later
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
        initialDelaySeconds: 30
YAML
