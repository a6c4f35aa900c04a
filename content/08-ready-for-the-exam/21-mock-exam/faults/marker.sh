# node: control-plane
set -eu
mkdir -p /root/exam
rm -f /root/exam/etcd.db
kubectl delete configmap marker --ignore-not-found
kubectl create configmap marker --from-literal=number="$RANDOM"
