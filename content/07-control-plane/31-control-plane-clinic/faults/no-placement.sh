# node: control-plane
set -eu
file=/etc/kubernetes/manifests/kube-scheduler.yaml
kubectl delete pod newcomer --ignore-not-found --now
# One of three mistakes, a new random choice each time.
case $((RANDOM % 3)) in
  0) sed -i 's|--kubeconfig=/etc/kubernetes/scheduler.conf|--kubeconfig=/etc/kubernetes/scheduler.config|' "$file" ;;
  1) sed -i -E 's|(image: .*/kube-scheduler:).*|\1v1.37.99|' "$file" ;;
  2) sed -i 's|^    - kube-scheduler$|    - kube-schedular|' "$file" ;;
esac
stopped() {
  kubectl get pod -n kube-system "kube-scheduler-$KINDLAB_CONTROL_PLANE" -o json 2>/dev/null | jq -r '.status.containerStatuses[0].state | .waiting.reason // .terminated.reason // ""'
}
for _ in $(seq 90); do
  if [ -n "$(stopped)" ]; then break; fi
  sleep 1
done
kubectl run newcomer --image="$KINDLAB_WEB_IMAGE"
# The symptom: it stays without a node.
sleep 5
[ -z "$(kubectl get pod newcomer -o jsonpath='{.spec.nodeName}')" ]
