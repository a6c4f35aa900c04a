# node: control-plane
# says: cordon does not end Pods
set -eu
kubectl apply -f - <<'END'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: counter
spec:
  replicas: 2
  selector:
    matchLabels:
      app: counter
  template:
    metadata:
      labels:
        app: counter
    spec:
      terminationGracePeriodSeconds: 1
      containers:
        - name: web
          image: localhost/web:1
          readinessProbe:
            httpGet:
              path: /healthz
              port: 8080
            periodSeconds: 1
      tolerations:
        - key: node-role.kubernetes.io/control-plane
          operator: Exists
          effect: NoSchedule
      affinity:
        nodeAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 100
              preference:
                matchExpressions:
                  - key: node-role.kubernetes.io/control-plane
                    operator: DoesNotExist
END
kubectl rollout status deployment counter --timeout=90s
kubectl drain "$KINDLAB_WORKER" --ignore-daemonsets --force --timeout=60s
