# node: control-plane
set -eu
file=/etc/kubernetes/manifests/kube-controller-manager.yaml
find /etc/kubernetes/manifests -name 'kube-controller-manager*' ! -name kube-controller-manager.yaml -delete
# Kubelet restarts a Pod whose file is written again, so a file without a fault stays as it is.
sed -E "s|--kubeconfig=.*|--kubeconfig=/etc/kubernetes/controller-manager.conf|; s|--service-account-private-key-file=.*|--service-account-private-key-file=/etc/kubernetes/pki/sa.key|; s|--cluster-cidr=.*|--cluster-cidr=$KINDLAB_POD_CIDR|" "$file" >/etc/kubernetes/repaired.yaml
if cmp -s /etc/kubernetes/repaired.yaml "$file"; then rm /etc/kubernetes/repaired.yaml; else mv /etc/kubernetes/repaired.yaml "$file"; fi
kubectl get deployment crew >/dev/null 2>&1 || kubectl create deployment crew --image="$KINDLAB_WEB_IMAGE" --replicas=2
for _ in $(seq 170); do
  if [ "$(kubectl get deployment crew -o jsonpath='{.status.readyReplicas}')" = 2 ]; then exit 0; fi
  sleep 1
done
exit 1
