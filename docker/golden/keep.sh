#!/bin/bash
# keep.sh <node count> <role>...: stores the state of a settled cluster's nodes in /golden/<node count>/<role>. Clones start from it.
# The script runs in a container of the unpacked image. The volumes of the nodes are at /baked/<role>.
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
  # etcd preallocates its files; --sparse stores no empty blocks.
  tar -C "/baked/$role" --sparse --xattrs --acls -cf "$kept/var.tar" .
done
