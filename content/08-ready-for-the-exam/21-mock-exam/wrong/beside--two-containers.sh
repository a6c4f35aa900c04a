# node: control-plane
# says: starts together with the others
set -eu
kubectl delete pod printer --ignore-not-found --now
kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: printer
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: helper
      image: localhost/toolbox:1
    - name: printer
      image: localhost/web:1
END
kubectl wait pod/printer --for=condition=Ready --timeout=60s
