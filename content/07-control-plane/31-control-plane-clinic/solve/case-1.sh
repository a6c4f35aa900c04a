# node: control-plane
set -eu
file=/etc/kubernetes/manifests/kube-scheduler.yaml
find /etc/kubernetes/manifests -name 'kube-scheduler*' ! -name kube-scheduler.yaml -delete
version=$(sed -n 's|.*/kube-controller-manager:||p' /etc/kubernetes/manifests/kube-controller-manager.yaml)
# Kubelet restarts a Pod whose file is written again, so a file without a fault stays as it is.
sed -E "s|--kubeconfig=.*|--kubeconfig=/etc/kubernetes/scheduler.conf|; s|(image: .*/kube-scheduler:).*|\1$version|; s|^    - kube-schedul[a-z]*$|    - kube-scheduler|" "$file" >/etc/kubernetes/repaired.yaml
if cmp -s /etc/kubernetes/repaired.yaml "$file"; then rm /etc/kubernetes/repaired.yaml; else mv /etc/kubernetes/repaired.yaml "$file"; fi
kubectl get pod newcomer >/dev/null 2>&1 || kubectl run newcomer --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/newcomer --for=condition=Ready --timeout=170s
