# node: control-plane
set -u
answer=$(curl -sk -m 0.8 https://127.0.0.1:6443/readyz)
arguments=$(pgrep -xa kube-apiserver | tr ' ' '\n')
right=$(grep -cE '^--(client-ca-file=/etc/kubernetes/pki/ca.crt|tls-private-key-file=/etc/kubernetes/pki/apiserver.key|etcd-servers=https://127.0.0.1:2379|etcd-cafile=.*)$' <<<"$arguments")
[ "$answer" = ok ] && [ "$right" = 4 ] && exit 0

echo 'expected: the API server answers, with its earlier settings'
if [ "$answer" = ok ]; then
  echo 'actual: it answers, with other settings than before'
  echo 'why: a flag was removed or names a copy; correct only the wrong part of the manifest'
elif [ -z "$arguments" ]; then
  echo 'actual: no API server runs on this node'
  echo 'why: `crictl ps -a` shows its last container, and that container has a log; after a change, give kubelet half a minute'
else
  echo 'actual: it runs and does not answer yet'
  echo 'why: it is starting, or has no connection to etcd; its log shows which'
fi
exit 1
