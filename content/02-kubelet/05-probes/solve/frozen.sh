# node: worker
set -eu
for name in left right; do
  kubectl get pod "$name" >/dev/null 2>&1 || kubectl run "$name" --image="$KINDLAB_WEB_IMAGE" --labels=app=shop
done
kubectl get service shop >/dev/null 2>&1 || kubectl create service clusterip shop --tcp=8080
kubectl wait pod/left pod/right --for=condition=Ready --timeout=60s
kill -STOP "$(crictl inspect "$(crictl ps -q --label io.kubernetes.pod.name=right --state running)" | jq .info.pid)"
