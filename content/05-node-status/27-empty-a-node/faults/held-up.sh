# node: control-plane
set -eu
kubectl uncordon "$KINDLAB_WORKER"
kubectl delete pdb counter --ignore-not-found
kubectl delete pod left-behind --ignore-not-found --now
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
if [ "$(kubectl get pods -l app=counter --field-selector "spec.nodeName=$KINDLAB_WORKER" -o name | wc -l)" -lt 2 ]; then
  kubectl rollout restart deployment counter
  kubectl rollout status deployment counter --timeout=90s
fi
kubectl apply -f - <<'END'
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: counter
spec:
  minAvailable: 2
  selector:
    matchLabels:
      app: counter
END
# A Pod without a controller, with or without an emptyDir.
volumes='[]'
if [ $((RANDOM % 2)) = 0 ]; then volumes='[{"name":"notes","emptyDir":{}}]'; fi
kubectl run left-behind --image="$KINDLAB_WEB_IMAGE" \
  --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'","terminationGracePeriodSeconds":1,"volumes":'"$volumes"'}}'
# The symptom: the budget allows no eviction.
for _ in $(seq 60); do
  allowed=$(kubectl get pdb counter -o jsonpath='{.status.currentHealthy} {.status.disruptionsAllowed}')
  if [ "$allowed" = '2 0' ]; then exit 0; fi
  sleep 1
done
echo 'the budget still allows a disruption after 60 s' >&2
exit 1
