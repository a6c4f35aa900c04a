# node: control-plane
set -eu
kubectl get namespace market >/dev/null 2>&1 || kubectl create namespace market
kubectl get service shop -n market >/dev/null 2>&1 || kubectl run shop -n market --image="$KINDLAB_WEB_IMAGE" --port=8080 --expose
kubectl delete pod meter --ignore-not-found --now
kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: meter
spec:
  hostNetwork: true
  terminationGracePeriodSeconds: 1
  containers:
    - name: meter
      image: localhost/toolbox:1
END
kubectl wait pod/meter --for=condition=Ready --timeout=60s
# The symptom: no answer.
answer=$(kubectl exec meter -- dig +search +time=1 +tries=1 +short shop.market || true)
[[ ! $answer =~ ^[0-9] ]]
