# node: control-plane
# says: a key consists of /registry
set -eu
kubectl get configmap note >/dev/null 2>&1 || kubectl create configmap note --from-literal=text=hello
echo /api/v1/namespaces/default/configmaps/note >/root/etcd-key
