# node: worker
set -eu
server=$(kubectl get service -n kube-system kube-dns -o jsonpath='{.spec.clusterIP}')
file=/var/lib/kubelet/config.yaml
awk '/^clusterDNS:/ { inside = 1; next } inside && /^ *- / { next } { inside = 0; print }' "$file" >"$file.new"
sed "0,/^clusterDomain:/s/^clusterDomain:/clusterDNS: $server\nclusterDomain:/" "$file.new" >"$file"
rm "$file.new"
before=$(date +%s)
systemctl restart kubelet
# The symptom: kubelet has ended because of this file.
for _ in $(seq 60); do
  if journalctl -u kubelet --since "@$before" -o cat --no-pager | grep -q 'KubeletConfiguration.clusterDNS' \
    && [ "$(systemctl is-active kubelet)" = activating ]; then exit 0; fi
  sleep 0.5
done
echo 'kubelet has not failed within 30 s' >&2
exit 1
