# node: control-plane
set -eu
# After an interruption the manifests may still be in another directory.
for file in etcd.yaml kube-apiserver.yaml; do
  if [ ! -e "/etc/kubernetes/manifests/$file" ] && [ -e "/root/$file" ]; then mv "/root/$file" /etc/kubernetes/manifests/; fi
done
for _ in $(seq 60); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then break; fi
  sleep 1
done
kubectl delete configmap treasure --ignore-not-found
kubectl create configmap treasure --from-literal=place="chest-$RANDOM"
data=$(awk '$1 == "path:" { path = $2 } $2 == "etcd-data" && path { folder = path } END { print folder }' /etc/kubernetes/manifests/etcd.yaml)
rm -rf /root/etcd-copy
mv /etc/kubernetes/manifests/kube-apiserver.yaml /etc/kubernetes/manifests/etcd.yaml /root/
for _ in $(seq 90); do
  if [ -z "$(crictl ps -q --name '^(etcd|kube-apiserver)$' --state running)" ]; then break; fi
  sleep 1
done
cp -a "$data" /root/etcd-copy
mv /root/etcd.yaml /root/kube-apiserver.yaml /etc/kubernetes/manifests/
for _ in $(seq 120); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then break; fi
  sleep 1
done
kubectl delete configmap treasure
