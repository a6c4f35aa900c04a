# node: control-plane
set -eu
file=/var/lib/kubelet/config.yaml
# A new random wrong name each time.
names=(/etc/kubernetes/manifest /etc/kubernetes/static-pods /etc/kubelet.d)
folder=${names[RANDOM % 3]}
mkdir -p "$folder"
rm -f "$folder"/*
sed -i "s|^staticPodPath:.*|staticPodPath: $folder|" "$file"
systemctl restart kubelet
# The symptom: no part of the control plane runs.
for _ in $(seq 150); do
  if [ -z "$(crictl ps -q --name '^(etcd|kube-apiserver|kube-scheduler|kube-controller-manager)$' --state running)" ]; then exit 0; fi
  sleep 1
done
echo 'the control plane still runs after 150 s' >&2
exit 1
