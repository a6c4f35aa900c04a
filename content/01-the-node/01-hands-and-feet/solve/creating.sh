# node: control-plane
set -eu
if [ "$(kubectl get pod waiting --ignore-not-found -o jsonpath='{.spec.volumes[0].configMap.name}')" != web-settings ]; then
  kubectl delete pod waiting --ignore-not-found --now
fi
kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: waiting
spec:
  containers:
    - name: web
      image: localhost/web:1
      volumeMounts:
        - name: settings
          mountPath: /settings
  volumes:
    - name: settings
      configMap:
        name: web-settings
END
