# node: control-plane
set -eu
pod=$(kubectl get pod parcel --ignore-not-found -o jsonpath='{.spec.schedulerName},{.spec.nodeName}')
[ "$pod" = by-hand, ] || kubectl delete pod parcel --ignore-not-found --now
kubectl apply -f - <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: parcel
spec:
  schedulerName: by-hand
  containers:
    - name: web
      image: localhost/web:1
      env:
        - name: GREETING
          value: hello
      resources:
        limits:
          memory: 64Mi
      readinessProbe:
        httpGet:
          path: /hostname
          port: 8080
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
YAML
