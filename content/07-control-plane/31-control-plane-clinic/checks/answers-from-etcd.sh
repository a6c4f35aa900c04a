# node: control-plane
set -u
answer=$(curl -sk -m 0.8 https://127.0.0.1:6443/readyz)
arguments=$(pgrep -xa etcd | tr ' ' '\n')
right=$(grep -cE '^--(cert-file=/etc/kubernetes/pki/etcd/server.crt|trusted-ca-file=/etc/kubernetes/pki/etcd/ca.crt|client-cert-auth=true|listen-client-urls=.*127.0.0.1:2379.*)$' <<<"$arguments")
[ "$answer" = ok ] && [ "$right" = 4 ] && exit 0

echo 'expected: the API server answers, and etcd runs with its own certificates, on port 2379'
if [ -z "$arguments" ]; then
  echo 'actual: no etcd runs on this node'
  echo 'why: without it the API server ends as well; `crictl ps -a --name etcd` shows its container, and the container has a log'
elif [ "$right" != 4 ]; then
  echo "actual: etcd runs; the API server answers: ${answer:-nothing}"
  echo 'why: etcd runs with other settings than before: its certificate, its authority, the verification of its clients, or its port'
else
  echo 'actual: etcd runs as before, and the API server does not answer yet'
  echo 'why: kubelet waits longer after each attempt, up to five minutes; if you move a manifest out of its directory and back, kubelet starts it at once'
fi
exit 1
