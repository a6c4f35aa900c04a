#!/bin/bash
# keep.sh <node count> <role>...: runs in a container of the unpacked image with the volumes of a settled cluster at /baked/<role>, and keeps what a clone
# of each node starts from in /golden/<node count>/<role>.
set -euo pipefail
count=$1
shift
mkdir -p "/golden/$count"
for role; do cat "/baked/$role/lib/golden/hosts"; done >"/golden/$count/hosts"
for role; do
  kept=/golden/$count/$role
  mkdir -p "$kept"
  mv "/baked/$role/lib/golden/rules" "/baked/$role/lib/golden/etc.tar" "$kept/"
  rm -r "/baked/$role/lib/golden"
  # etcd allocates its files before it writes them: holes are neither kept nor made.
  tar -C "/baked/$role" --sparse --xattrs --acls -cf "$kept/var.tar" .
done
