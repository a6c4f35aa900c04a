# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
sed -i '/^syncFrequency:/d' "$file"
echo 'syncFrequency: 1 minute' >>"$file"
before=$(date +%s)
systemctl restart kubelet
# The symptom: kubelet has ended because of this file.
for _ in $(seq 60); do
  if journalctl -u kubelet --since "@$before" -o cat --no-pager | grep -q '1 minute' \
    && [ "$(systemctl is-active kubelet)" = activating ]; then exit 0; fi
  sleep 0.5
done
echo 'kubelet has not failed within 30 s' >&2
exit 1
