# node: control-plane
set -eu
file=/etc/kubernetes/manifests/kube-apiserver.yaml
find /etc/kubernetes/manifests -name 'kube-apiserver*' ! -name kube-apiserver.yaml -delete
[ -e "$file" ] || mv /root/kube-apiserver.yaml "$file"
sed -i 's|^   - --|    - --|' "$file"
for second in $(seq 160); do
  if [ "$(curl -sk -m 1 https://127.0.0.1:6443/readyz)" = ok ]; then exit 0; fi
  # A kubelet that was started without an API server does not start an ended Pod a second time.
  if [ "$second" = 45 ]; then systemctl restart kubelet; fi
  sleep 1
done
echo 'the API server has not come back within 160 s' >&2
exit 1
