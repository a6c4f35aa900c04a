# node: worker
set -eu
folder=/etc/systemd/system/kubelet.service.d
mkdir -p "$folder"
# One of two mistakes, a new random choice each time.
if [ $((RANDOM % 2)) = 0 ]; then
  cat >"$folder/20-local.conf" <<'END'
[Service]
ExecStart=
ExecStart=/usr/local/bin/kubelet-1.37 $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
END
else
  cat >"$folder/20-local.conf" <<'END'
[Service]
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/kubelet.yaml"
END
fi
systemctl daemon-reload
systemctl restart kubelet || true
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
