# node: control-plane
# says: drain names each Pod at which it stops
kubectl uncordon "$KINDLAB_WORKER"
kubectl rollout restart deployment counter
kubectl rollout status deployment counter --timeout=60s
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
sleep 2
kubectl drain "$KINDLAB_WORKER" --ignore-daemonsets --delete-emptydir-data --force --timeout=12s
exit 0
