# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/etcd-key)
note=$(kubectl get configmap note --ignore-not-found -o name) || exit 2
[ -n "$note" ] && [ "$written" = /registry/configmaps/default/note ] && exit 0

echo 'expected: the key under which etcd stores the ConfigMap note, in /root/etcd-key on the control-plane node'
if [ -z "$note" ]; then
  echo 'actual: there is no ConfigMap note in the namespace default'
  echo 'why: create it first, so that etcd stores it'
else
  echo "actual: ${written:-there is nothing in that file}"
  echo 'why: a key consists of /registry, the kind in plural, the namespace and the name'
fi
exit 1
