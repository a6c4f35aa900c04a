# node: worker
set -eu
pod=$(kubectl get pod parcel --ignore-not-found -o jsonpath='{.spec.volumes[?(@.name=="data")].name},{.spec.nodeName}')
begun=$(crictl pods -q --state ready --name '^parcel$')
if [ -n "$begun" ] || { [ "$pod" != data, ] && [ "$pod" != "data,$KINDLAB_WORKER" ]; }; then
  # A kubelet that has started the Pod has to run to end it.
  systemctl start kubelet
  kubectl delete pod parcel --ignore-not-found --now
  until [ -z "$(crictl pods -q --state ready --name '^parcel$')" ]; do sleep 0.5; done
fi
systemctl stop kubelet
kubectl get pod parcel >/dev/null 2>&1 || kubectl create -f - <<'YAML'
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
if [ -z "$(kubectl get pod parcel -o jsonpath='{.spec.nodeName}')" ]; then
  kubectl create --raw /api/v1/namespaces/default/pods/parcel/binding -f - <<JSON
{"apiVersion":"v1","kind":"Binding","metadata":{"name":"parcel"},"target":{"apiVersion":"v1","kind":"Node","name":"$KINDLAB_WORKER"}}
JSON
fi
