# node: control-plane
# says: a Pod that waits for its init container has a node already
set -eu
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
hostname >/root/front-node
