#!/bin/sh
# enable-services.sh <root>: enables the systemd services of a node. The units of containerd and kubelet are added later.
set -eu
systemctl --root "$1" mask --quiet getty.target systemd-udevd.service systemd-logind.service sys-kernel-debug.mount dev-hugepages.mount
systemctl --root "$1" set-default --quiet multi-user.target
ln -s /usr/lib/systemd/system/containerd.service /usr/lib/systemd/system/kubelet.service "$1/etc/systemd/system/multi-user.target.wants/"
# Every node generates its own id at its first boot.
rm -f "$1/etc/machine-id" "$1/var/lib/dbus/machine-id"
