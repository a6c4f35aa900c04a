# node: control-plane
set -eu
# If the learner has replaced one of the Pods, this creates the Pod of the previous step again.
if [ "$(kubectl get pod stuck --ignore-not-found -o jsonpath='{.spec.nodeSelector.disk}')" != fast ]; then
  kubectl delete pod stuck --ignore-not-found --now
  kubectl run stuck --image=localhost/web:1 --overrides='{"spec":{"nodeSelector":{"disk":"fast"}}}'
fi
if [ "$(kubectl get pod waiting --ignore-not-found -o jsonpath='{.spec.volumes[0].configMap.name}')" != web-settings ]; then
  kubectl delete pod waiting --ignore-not-found --now
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
fi
kubectl label node "$KINDLAB_WORKER" disk=fast --overwrite
kubectl create configmap web-settings --from-literal=greeting=hello --dry-run=client -o yaml | kubectl apply -f -
