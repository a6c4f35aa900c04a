#!/bin/bash
# Runs in the container that becomes a node image: inside.sh <archive of images>...
set -euo pipefail
mkdir -p /etc/labterm/completion /etc/kubernetes/manifests /root/.kube
# journald stores the journal on disk when this folder exists.
mkdir -p /var/log/journal
for tool in kubectl kubeadm crictl; do "$tool" completion bash >"/etc/labterm/completion/$tool"; done
# Programs and configuration of the server's own commands: a program that a learner puts into /usr/local/bin changes no check.
install -d -m 755 /opt/kindlab/bin
for tool in kubectl crictl ctr containerd runc; do ln "$(readlink -f "$(command -v "$tool")")" "/opt/kindlab/bin/$tool"; done
cp /etc/crictl.yaml /opt/kindlab/crictl.yaml
# For the control plane. On a worker, `labsh kubeconfig` writes a file here.
ln -sfn /etc/kubernetes/admin.conf /root/.kube/config

# Images are imported compressed, as in kind's own images. The first boot unpacks those that it needs.
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
