# node: worker
set -eu
file=/etc/kubernetes/kubelet.conf
cluster=$(kubectl config view --kubeconfig "$file" -o jsonpath='{.clusters[0].name}')
kubectl config set-cluster "$cluster" --kubeconfig "$file" --certificate-authority=/etc/kubernetes/pki/ca.crt --embed-certs
kubectl config unset "clusters.$cluster.insecure-skip-tls-verify" --kubeconfig "$file"
systemctl restart kubelet
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
