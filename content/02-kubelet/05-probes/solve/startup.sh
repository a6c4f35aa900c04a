# node: control-plane
set -eu
facts=$(kubectl get pod slow --ignore-not-found -o jsonpath='{.spec.containers[0].startupProbe.failureThreshold},{.spec.containers[0].livenessProbe.failureThreshold},{.spec.containers[0].livenessProbe.initialDelaySeconds}')
[ "$facts" = 30,3, ] && exit 0
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
      startupProbe:
        exec:
          command: [test, -e, /tmp/up]
        periodSeconds: 2
        failureThreshold: 30
      livenessProbe:
        exec:
          command: [test, -e, /tmp/up]
        periodSeconds: 2
        failureThreshold: 3
YAML
