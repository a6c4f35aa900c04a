# node: worker
set -eu
kubectl label node "$KINDLAB_WORKER" node-role.kubernetes.io/control-plane-
kubectl get deployment desk >/dev/null 2>&1 || kubectl create deployment desk --image="$KINDLAB_WEB_IMAGE" --replicas=2
kubectl get service desk >/dev/null 2>&1 || kubectl expose deployment desk --port=80 --target-port=8080
kubectl rollout status deployment desk --timeout=90s
address=$(kubectl get service desk -o jsonpath='{.spec.clusterIP}')
for _ in $(seq 60); do
  if curl -s -m 1 -o /dev/null "http://$address/hostname"; then break; fi
  sleep 0.5
done
kubectl patch daemonset -n kube-system kube-proxy \
  -p '{"spec":{"template":{"spec":{"nodeSelector":{"node-role.kubernetes.io/control-plane":""}}}}}'
for _ in $(seq 60); do
  if [ -z "$(crictl ps -q --name '^kube-proxy$' --state running)" ]; then break; fi
  sleep 1
done
# The remaining rules lead to Pods that no longer exist.
kubectl rollout restart deployment desk
kubectl rollout status deployment desk --timeout=90s
# The symptom: on the worker the Service does not answer any more.
for _ in $(seq 60); do
  if ! curl -s -m 1 -o /dev/null "http://$address/hostname"; then exit 0; fi
  sleep 1
done
echo 'desk still answers on the worker after 60 s' >&2
exit 1
