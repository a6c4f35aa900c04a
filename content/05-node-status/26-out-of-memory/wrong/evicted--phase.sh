# node: control-plane
# says: the reason is another field
set -eu
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
kubectl get pod scribe -o jsonpath='{.status.phase}' >/root/scribe-reason
