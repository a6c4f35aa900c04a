# node: control-plane
set -u
answer=$(curl -sk -m 0.8 https://127.0.0.1:6443/readyz)
parts=''
for part in etcd kube-apiserver kube-controller-manager kube-scheduler; do
  # The kernel stores 15 letters of a process name.
  pgrep -x "${part:0:15}" >/dev/null || parts="$parts $part"
done
folder=$(sed -n 's/^staticPodPath: *//p' /var/lib/kubelet/config.yaml | tr -d '"')
[ "$answer" = ok ] && [ -z "$parts" ] && [ "${folder%/}" = /etc/kubernetes/manifests ] && exit 0

echo 'expected: etcd, API server, controller manager and scheduler run from /etc/kubernetes/manifests, and the API server answers'
if [ -n "$parts" ]; then
  echo "actual: these do not run:$parts"
  echo 'why: kubelet runs the files of its directory; its journal and its configuration name this directory'
elif [ "$answer" != ok ]; then
  echo 'actual: all four run, and the API server does not answer yet'
  echo 'why: it needs up to half a minute to start'
else
  echo "actual: all four run, from ${folder:-an unknown directory}"
  echo 'why: kubeadm writes its manifests into /etc/kubernetes/manifests, so the next upgrade would have no effect'
fi
exit 1
