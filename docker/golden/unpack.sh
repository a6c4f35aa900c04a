#!/bin/bash
# Runs in a container of the node image, with a volume at /unpack. Unpacks every container image of the node image into /golden/store, once for all
# clones, and links it into containerd's folders. So the disk of a node stores only new data.
set -euo pipefail
snapshots=io.containerd.snapshotter.v1.overlayfs/snapshots
blobs=io.containerd.content.v1.content/blobs/sha256
store=/golden/store
state=/unpack/containerd
socket=/run/unpack/containerd.sock

unpack_images() {
  local runtime digest
  # On a volume, because the overlay file system of this container cannot be the upper layer of another one.
  cp -a /var/lib/containerd "$state"
  containerd --root "$state" --state /run/unpack --address "$socket" >/tmp/containerd.log 2>&1 &
  runtime=$!
  for _ in {1..300}; do
    if ctr --address "$socket" version >/dev/null 2>&1; then break; fi
    sleep 0.1
  done
  for digest in $(ctr --address "$socket" --namespace k8s.io images ls | awk 'NR > 1 {print $3}' | sort -u); do
    ctr --address "$socket" --namespace k8s.io snapshots unpack "$digest" >/dev/null
  done
  kill "$runtime"
  wait "$runtime" || true
}

# link_store <folder below containerd's> <name in the store>: links each entry separately, so that containerd can remove and add entries.
link_store() {
  local entry
  cp -a "$state/$1" "$store/$2"
  rm -rf "${state:?}/$1"
  mkdir "$state/$1"
  for entry in "$store/$2"/*; do ln -s "$entry" "$state/$1/"; done
}

unpack_images
mkdir -p "$store"
link_store "$snapshots" snapshots
link_store "$blobs" blobs
rm -rf /var/lib/containerd
cp -a "$state" /var/lib/containerd
# A kubelet that finds no container runtime restarts only after ten seconds.
mkdir -p /usr/lib/systemd/system/kubelet.service.d
printf '[Unit]\nAfter=containerd.service\n' >/usr/lib/systemd/system/kubelet.service.d/12-after-containerd.conf
rm -rf /tmp/* /run/unpack
