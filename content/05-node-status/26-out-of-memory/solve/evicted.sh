# node: control-plane
set -eu
if [ "$(kubectl get pod scribe --ignore-not-found -o jsonpath='{.status.reason}')" != Evicted ]; then
  kubectl delete pod scribe --ignore-not-found --now
  kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: scribe
spec:
  terminationGracePeriodSeconds: 1
  containers:
    - name: scribe
      image: localhost/toolbox:1
      command: [sh, -c, 'head -c 20M /dev/zero > /data/book; sleep infinity']
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      emptyDir:
        sizeLimit: 8Mi
END
  kubectl wait pod/scribe --for=jsonpath='{.status.reason}'=Evicted --timeout=170s
fi
kubectl get pod scribe -o jsonpath='{.status.reason}' >/root/scribe-reason
