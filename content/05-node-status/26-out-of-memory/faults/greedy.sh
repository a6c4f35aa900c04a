# node: control-plane
set -eu
kubectl delete pod greedy --ignore-not-found --now
# A limit that is too low, a new random value each time.
limits=(24Mi 32Mi 40Mi)
kubectl apply -f - <<END
apiVersion: v1
kind: Pod
metadata:
  name: greedy
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: greedy
      image: localhost/toolbox:1
      command: [bash, -c, 'data=; for i in \$(seq 60); do data+=\$(head -c 1M /dev/zero | tr "\\0" x); done; echo "60 MiB are read"; sleep infinity']
      resources:
        limits: { memory: ${limits[RANDOM % 3]} }
END
# The symptom is what kubectl shows.
for _ in $(seq 90); do
  reason=$(kubectl get pod greedy -o jsonpath='{.status.containerStatuses[0].lastState.terminated.reason}')
  if [ "$reason" = OOMKilled ]; then exit 0; fi
  sleep 1
done
echo 'greedy has not been ended within 90 s' >&2
exit 1
