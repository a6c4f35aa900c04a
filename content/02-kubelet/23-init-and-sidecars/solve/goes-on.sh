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
kubectl delete pod,service ledger --ignore-not-found --now
kubectl run ledger --image=localhost/web:1 --port=8080 --expose
kubectl wait pod/front --for=condition=Ready --timeout=90s
