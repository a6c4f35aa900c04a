# node: worker
set -eu
systemctl start containerd
crictl config --set runtime-endpoint=unix:///run/containerd/containerd.sock
