# node: worker
# says: kubelet replaces an ended process without any probe
set -eu
kubectl apply -f - <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: patient
spec:
  terminationGracePeriodSeconds: 3
  containers:
    - name: patient
      image: localhost/web:1
      livenessProbe:
        httpGet:
          path: /hostname
          port: 8080
        periodSeconds: 2
        failureThreshold: 3
YAML
kubectl wait pod/patient --for=condition=Ready --timeout=60s
kill -KILL "$(crictl inspect "$(crictl ps -q --name '^patient$')" | jq .info.pid)"
