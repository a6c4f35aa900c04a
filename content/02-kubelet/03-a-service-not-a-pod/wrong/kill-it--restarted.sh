# node: worker
# says: systemd has not started kubelet by itself
set -eu
kubectl get pod survivor >/dev/null 2>&1 || kubectl run survivor --image=localhost/web:1
systemctl start kubelet
kubectl wait pod/survivor --for=condition=Ready --timeout=60s
systemctl restart kubelet
