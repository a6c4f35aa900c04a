#!/usr/bin/env bash
# Assembles the node image: node.sh <image>. Needs bin/, cni/ and images.tar of the earlier steps.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$here/build/debian.sh"
. "$here/build/container.sh"
image=$1
files=$work/files
container=kindlab-node-build
trap 'docker rm --force "$container" >/dev/null 2>&1 || true' EXIT

root() {
  debian_root "$work/roots/node.tar" minbase "$NODE_PACKAGES $LESSON_PACKAGES" "$here/build/enable-services.sh"
}

collect() {
  local component
  rm -rf "$files" && mkdir -p "$files"/{usr/bin,usr/local/bin,usr/local/sbin,opt/cni/bin,opt/kindlab/bin,kind/build}
  cp -r "$here/rootfs/." "$here/extras/." "$files/"
  sed -i "s/@PAUSE_VERSION@/$PAUSE_VERSION/; s/@FLANNEL_VERSION@/$FLANNEL_VERSION/" \
    "$files/etc/containerd/config.toml" "$files/kind/manifests/default-cni.yaml"
  echo "$KUBERNETES_VERSION" >"$files/kind/version"
  cp "$work"/bin/{kubernetes,crictl,etcdctl,containerd,containerd-shim-runc-v2,ctr} "$files/usr/local/bin/"
  cp "$work/bin/runc" "$files/usr/local/sbin/"
  cp "$work/bin/relay" "$files/opt/kindlab/bin/"
  cp "$work"/cni/* "$files/opt/cni/bin/"
  for component in kubelet kubeadm kubectl; do ln -s /usr/local/bin/kubernetes "$files/usr/bin/$component"; done
  write_facts "$files/etc/kindlab/facts" FLAVOUR=built "KUBERNETES_VERSION=$KUBERNETES_VERSION" "CONTAINERD_VERSION=${CONTAINERD_VERSION#v}" \
    "RUNC_VERSION=${RUNC_VERSION#v}" "ETCD_VERSION=${ETCD_VERSION%-*}" "COREDNS_VERSION=${COREDNS_VERSION#v}" "PAUSE_VERSION=$PAUSE_VERSION" \
    CNI=flannel "CNI_VERSION=${FLANNEL_VERSION#v}" CNI_CONF=/etc/cni/net.d/10-flannel.conflist CNI_DAEMONSET=kube-flannel-ds
  cp "$here/build/inside.sh" "$files/kind/build/"
  ln "$work/images.tar" "$files/kind/build/"
}

# Links statically, because the libc of a node differs from this machine's.
relay() { gcc -Os -static -s "$here/components/relay/relay.c" -o "$work/bin/relay"; }

# Export and import produce a single layer, which contains no data that a later step has removed or changed.
finish() {
  local id changes
  docker rm --force "$container" >/dev/null 2>&1 || true
  id=$(docker import "$work/roots/node.tar")
  docker create --name "$container" --network none --privileged "$id" bash -c 'cd /kind/build && bash inside.sh "$PWD/images.tar" && rm -r /kind/build' >/dev/null
  add_files "$container" "$files"
  docker start --attach "$container"
  image_changes "$(contents "$files/etc/kindlab/facts")"
  name_image "$(docker export "$container" | docker import "${changes[@]}" -)" "$image"
  docker rm --force "$container" >/dev/null
  docker image rm "$id" >/dev/null
  rm -rf "$files"
}

step 'packages of the node' --from "$DEBIAN_SUITE $NODE_PACKAGES $LESSON_PACKAGES" "$here/build"/{debian,strip-root,enable-services}.sh --makes "$work/roots/node.tar" --run root
step 'relay of the terminals' --from "$here/components/relay" --makes "$work/bin/relay" --run relay
step 'files of the node' --run collect
step 'node image' --run finish
