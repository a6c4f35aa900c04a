#!/bin/bash
# Runs in the container of kindest/node that becomes a node image, before inside.sh: inside-kindest.sh <package>...
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -qq -y --no-install-recommends "$@" >/dev/null
rm -rf /var/lib/apt/lists/*

# As on a machine that kubeadm set up: kubelet restarts after 10 s, also while it has no configuration, and its drop-in is where packages put theirs.
units=/etc/systemd/system
if [ -f "$units/kubelet.service" ]; then
  sed -i '/^#/d; /^ConditionPathExists=/d; s/^RestartSec=.*/RestartSec=10/' "$units/kubelet.service"
  mkdir -p /usr/lib/systemd/system
  mv "$units/kubelet.service" "$units/kubelet.service.d" /usr/lib/systemd/system/
  systemctl reenable --quiet kubelet.service
fi
