# node: control-plane
# says: so the next upgrade would have no effect
set -eu
folder=$(sed -n 's/^staticPodPath: *//p' /var/lib/kubelet/config.yaml)
mkdir -p "$folder"
cp /etc/kubernetes/manifests/*.yaml "$folder/"
for _ in $(seq 170); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then exit 0; fi
  sleep 1
done
