# node: control-plane
# says: the cluster chooses a port
set -eu
kubectl get deployment shop >/dev/null 2>&1 || kubectl create deployment shop --image=localhost/web:1
kubectl rollout status deployment shop --timeout=90s
kubectl delete service shop --ignore-not-found
kubectl expose deployment shop --type=NodePort --port=80 --target-port=8080
