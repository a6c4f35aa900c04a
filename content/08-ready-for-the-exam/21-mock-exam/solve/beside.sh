# node: control-plane
set -eu
kubectl delete pod printer --ignore-not-found --now
kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: printer
spec:
  terminationGracePeriodSeconds: 1
  initContainers:
    - name: helper
      image: localhost/toolbox:1
      restartPolicy: Always
  containers:
    - name: printer
      image: localhost/web:1
END
kubectl wait pod/printer --for=condition=Ready --timeout=60s
