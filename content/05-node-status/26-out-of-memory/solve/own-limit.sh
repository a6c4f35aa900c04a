# node: control-plane
set -eu
# After a wrong answer there is another Pod of that name: this restores the Pod of the colleague.
restarts=$(kubectl get pod greedy --ignore-not-found -o jsonpath='{.status.containerStatuses[0].restartCount}')
if [ "${restarts:-0}" = 0 ]; then
  kubectl delete pod greedy --ignore-not-found --now
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
        limits: { memory: 24Mi }
END
  until [ "$(kubectl get pod greedy -o jsonpath='{.status.containerStatuses[0].restartCount}')" = 1 ]; do sleep 1; done
fi
kubectl patch pod greedy --subresource resize \
  -p '{"spec":{"containers":[{"name":"greedy","resources":{"limits":{"memory":"128Mi"},"requests":{"memory":"128Mi"}}}]}}'
for _ in $(seq 170); do
  if [ "$(kubectl logs greedy 2>/dev/null)" = '60 MiB are read' ]; then exit 0; fi
  sleep 1
done
exit 1
