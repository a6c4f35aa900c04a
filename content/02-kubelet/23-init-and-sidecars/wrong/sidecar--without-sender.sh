# node: control-plane
# says: sender is no container that starts before writer
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
      containers:
        - name: writer
          image: localhost/toolbox:1
          command: [sh, -c, 'sleep 5; echo "the report is done"']
END
