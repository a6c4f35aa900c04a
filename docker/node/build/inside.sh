#!/bin/bash
# Runs in the container that becomes a node image, of either flavour: inside.sh <archive of images>...
set -euo pipefail
mkdir -p /etc/labterm/completion /etc/kubernetes/manifests /root/.kube
# With this folder journald keeps the journal on disk.
mkdir -p /var/log/journal
for tool in kubectl kubeadm crictl; do "$tool" completion bash >"/etc/labterm/completion/$tool"; done
# On the control plane; `labsh kubeconfig` puts a file of its own there on a worker.
ln -sfn /etc/kubernetes/admin.conf /root/.kube/config

# Images go in packed, as with kind's own images: the first boot unpacks those that it needs.
containerd >/tmp/containerd.log 2>&1 &
runtime=$!
for _ in {1..150}; do
  if ctr version >/dev/null 2>&1; then break; fi
  sleep 0.1
done
for archive; do ctr --namespace k8s.io images import --no-unpack "$archive" >/dev/null; done
kill "$runtime"
wait "$runtime" || true
rm -rf "$@" /run/containerd /tmp/*
