# node: control-plane
set -eu
kubectl delete job report --ignore-not-found --wait
kubectl apply -f - <<'END'
apiVersion: batch/v1
kind: Job
metadata:
  name: report
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      terminationGracePeriodSeconds: 2
      initContainers:
        - name: sender
          image: localhost/web:1
          restartPolicy: Always
      containers:
        - name: writer
          image: localhost/toolbox:1
          command: [sh, -c, 'sleep 5; echo "the report is done"']
END
kubectl wait job/report --for=condition=Complete --timeout=90s
