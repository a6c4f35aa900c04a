# node: control-plane
set -eu
sed -i 's|^staticPodPath:.*|staticPodPath: /etc/kubernetes/manifests|' /var/lib/kubelet/config.yaml
grep -q '^staticPodPath:' /var/lib/kubelet/config.yaml || echo 'staticPodPath: /etc/kubernetes/manifests' >>/var/lib/kubelet/config.yaml
systemctl restart kubelet
for second in $(seq 170); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then exit 0; fi
  # A kubelet that was started without an API server does not start an ended Pod a second time.
  if [ "$second" = 60 ]; then systemctl restart kubelet; fi
  sleep 1
done
echo 'the API server has not come back within 170 s' >&2
exit 1
