# node: control-plane
set -eu
kubectl get service shop >/dev/null 2>&1 || kubectl create service nodeport shop --tcp=80:8080 --node-port=30080
kubectl patch service shop -p '{"spec":{"externalTrafficPolicy":"Local"}}'
