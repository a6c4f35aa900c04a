# node: control-plane
set -eu
kubectl delete pod gold silver bronze --ignore-not-found --now
kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: gold
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: gold
      image: localhost/toolbox:1
      resources:
        requests: { cpu: 100m, memory: 64Mi }
        limits: { cpu: 100m, memory: 64Mi }
---
apiVersion: v1
kind: Pod
metadata:
  name: silver
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: silver
      image: localhost/toolbox:1
      resources:
        requests: { memory: 32Mi }
        limits: { memory: 128Mi }
---
apiVersion: v1
kind: Pod
metadata:
  name: bronze
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: bronze
      image: localhost/toolbox:1
END
kubectl wait pod/gold pod/silver pod/bronze --for=condition=Ready --timeout=90s
