# node: worker
set -eu
systemctl start containerd
crictl --config /etc/crictl.yaml config --set runtime-endpoint=unix:///run/containerd/containerd.sock
