# node: control-plane
set -eu
file=/etc/kubernetes/manifests/kube-controller-manager.yaml
kubectl delete deployment crew --ignore-not-found
# One of three mistakes, a new random choice each time.
case $((RANDOM % 3)) in
  0) sed -i 's|--kubeconfig=/etc/kubernetes/controller-manager.conf|--kubeconfig=/etc/kubernetes/manager.conf|' "$file" ;;
  1) sed -i 's|--service-account-private-key-file=/etc/kubernetes/pki/sa.key|--service-account-private-key-file=/etc/kubernetes/pki/sa.pem|' "$file" ;;
  2) sed -i -E 's|(--cluster-cidr=[0-9.]+)/16|\1/160|' "$file" ;;
esac
# The symptom: the program ends each time.
stopped() {
  kubectl get pod -n kube-system "kube-controller-manager-$KINDLAB_CONTROL_PLANE" -o json 2>/dev/null | jq -r '.status.containerStatuses[0].state | .waiting.reason // .terminated.reason // ""'
}
for _ in $(seq 90); do
  if [ -n "$(stopped)" ]; then break; fi
  sleep 1
done
kubectl create deployment crew --image="$KINDLAB_WEB_IMAGE" --replicas=2
sleep 3
[ -z "$(kubectl get pods -l app=crew -o name)" ]
