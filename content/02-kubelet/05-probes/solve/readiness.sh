# node: worker
set -eu
process() { crictl inspect "$(crictl ps -q --label io.kubernetes.pod.name=right --state running)" | jq .info.pid; }
facts=$(kubectl get pods left right --ignore-not-found \
  -o jsonpath='{range .items[*]}{.spec.containers[0].readinessProbe.periodSeconds}{.status.containerStatuses[0].restartCount} {end}')
if [ "$facts" != '20 20 ' ]; then
  # A frozen process cannot end by itself.
  if [ -n "$(crictl ps -q --label io.kubernetes.pod.name=right --state running)" ]; then kill -CONT "$(process)"; fi
  kubectl delete pod left right --ignore-not-found --now
  for name in left right; do
    kubectl apply -f - <<YAML
apiVersion: v1
kind: Pod
metadata:
  name: $name
  labels:
    app: shop
spec:
  containers:
    - name: $name
      image: localhost/web:1
      readinessProbe:
        httpGet:
          path: /hostname
          port: 8080
        periodSeconds: 2
        failureThreshold: 2
YAML
  done
  kubectl wait pod/left pod/right --for=condition=Ready --timeout=60s
fi
kill -STOP "$(process)"
