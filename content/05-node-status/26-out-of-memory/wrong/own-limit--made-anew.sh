# node: control-plane
# says: this is another Pod of that name
set -eu
kubectl delete pod greedy --now
kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: greedy
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: greedy
      image: localhost/toolbox:1
      command: [bash, -c, 'data=; for i in $(seq 60); do data+=$(head -c 1M /dev/zero | tr "\\0" x); done; echo "60 MiB are read"; sleep infinity']
      resources:
        limits: { memory: 128Mi }
END
kubectl wait pod/greedy --for=condition=Ready --timeout=60s
