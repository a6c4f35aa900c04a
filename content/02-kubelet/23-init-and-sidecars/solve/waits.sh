# node: control-plane
set -eu
if [ -z "$(kubectl get pod front --ignore-not-found -o jsonpath='{.spec.initContainers[0].name}')" ]; then
  kubectl delete pod front --ignore-not-found --now
  kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: front
spec:
  initContainers:
    - name: wait
      image: localhost/toolbox:1
      command: [sh, -c, 'until curl -s -m 1 http://ledger:8080/healthz; do echo "no ledger yet"; sleep 1; done']
  containers:
    - name: web
      image: localhost/web:1
END
fi
kubectl wait pod/front --for=jsonpath='{.spec.nodeName}' --timeout=30s
kubectl get pod front -o jsonpath='{.spec.nodeName}' >/root/front-node
