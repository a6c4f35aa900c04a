# node: worker
set -eu
mover() { kubectl get pods -l app=mover --field-selector "spec.nodeName=$1" -o name; }
if [ -z "$(crictl ps -q --label io.kubernetes.pod.name=steady --state running)" ] || [ -z "$(crictl pods -q --name '^mover-' --state ready)" ] || [ -z "$(mover "$KINDLAB_WORKER")" ]; then
  systemctl unmask kubelet containerd
  systemctl start containerd
  systemctl restart kubelet
  kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
  kubectl uncordon "$KINDLAB_WORKER"
  kubectl delete deployment mover --ignore-not-found --cascade=foreground
  kubectl delete pod -l app=mover --now
  kubectl get pod steady >/dev/null 2>&1 || kubectl run steady --image=localhost/web:1 --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
  kubectl apply -f - <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mover
spec:
  selector:
    matchLabels:
      app: mover
  template:
    metadata:
      labels:
        app: mover
    spec:
      containers:
        - name: mover
          image: localhost/web:1
      tolerations:
        - key: node.kubernetes.io/unreachable
          operator: Exists
          effect: NoExecute
          tolerationSeconds: 20
        - key: node-role.kubernetes.io/control-plane
          operator: Exists
          effect: NoSchedule
      affinity:
        nodeAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 100
              preference:
                matchExpressions:
                  - key: node-role.kubernetes.io/control-plane
                    operator: DoesNotExist
YAML
  kubectl rollout status deployment/mover --timeout=60s
  kubectl wait pod/steady --for=condition=Ready --timeout=60s
fi
systemctl stop kubelet
