# node: control-plane
# says: it sees only its own processes
set -eu
kubectl get pod web >/dev/null 2>&1 || kubectl run web --image=localhost/web:1
kubectl wait pod/web --for=condition=Ready --timeout=60s
kubectl debug web --image=localhost/toolbox:1 --container=alone -- ps -o args= -p 1
echo 'ps -o args= -p 1' >/root/web-arguments
