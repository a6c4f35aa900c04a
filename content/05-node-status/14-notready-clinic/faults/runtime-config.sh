# node: worker
set -eu
file=/etc/containerd/config.toml
[ -e "$file.bak" ] || cp "$file" "$file.bak"
cp "$file.bak" "$file"
cat >>"$file" <<'END'

# mirror of our own
[plugins."io.containerd.cri.v1.images".registry]
  config_path = /etc/containerd/certs.d
END
systemctl restart containerd || true
# The symptom is what kubectl shows.
for _ in $(seq 90); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = False ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become False within 90 s" >&2
exit 1
