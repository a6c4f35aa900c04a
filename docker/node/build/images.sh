#!/usr/bin/env bash
# Builds the container images of a node, and packs them into images.tar.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
. "$here/build/debian.sh"
. "$here/build/oci.sh"

# binary_layer <name> <folder in the image> <name of the binary>[=<name in the image>]...
binary_layer() {
  local name=$1 folder=$2 binary root=$work/layers/$1
  shift 2
  rm -rf "$root" && mkdir -p "$root$folder"
  for binary; do cp "$work/bin/${binary%=*}" "$root$folder/${binary#*=}"; done
  if [ "$name" = kubernetes ]; then
    for binary in apiserver controller-manager scheduler proxy; do ln -s kubernetes "$root$folder/kube-$binary"; done
  fi
  if [ "$name" = flannel ]; then cp "$here/components/flannel/flannel-entrypoint" "$root$folder/"; fi
  layer_from_folder "$name" "$root"
  rm -rf "$root"
}

# Packages are unpacked but not configured, so link-network-root.sh creates the links of their scripts.
network_root() {
  debian_root "$work/roots/network.tar" extract "$NETWORK_PACKAGES" "$here/build/link-network-root.sh"
  layer_from_tar network "$work/roots/network.tar"
}

toolbox_root() {
  debian_root "$work/roots/toolbox.tar" minbase "$TOOLBOX_PACKAGES"
  layer_from_tar toolbox "$work/roots/toolbox.tar"
}

binary_step() { # <name> <folder in the image> <binary>...
  local binary inputs=()
  for binary in "${@:3}"; do inputs+=("$work/bin/${binary%=*}"); done
  step "layer $1" --from "${inputs[@]}" "$here/components/$1" "$here/build/images.sh" "$here/build/oci.sh" --makes "$work/layers/$1.json" --run binary_layer "$@"
}

all_images() {
  local path='"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]' registry=registry.k8s.io component
  for component in apiserver controller-manager scheduler; do
    image "$registry/kube-$component:$KUBERNETES_VERSION" "{$path,\"Entrypoint\":[\"kube-$component\"]}" kubernetes
  done
  image "$registry/kube-proxy:$KUBERNETES_VERSION" "{$path}" kubernetes network
  image "$registry/etcd:$ETCD_VERSION" "{$path}" etcd
  image "$registry/coredns/coredns:$COREDNS_VERSION" '{"Entrypoint":["/coredns"]}' coredns
  image "$registry/pause:$PAUSE_VERSION" '{"Entrypoint":["/pause"]}' pause
  image "localhost/flannel:$FLANNEL_VERSION" "{$path}" network flannel
  image "$WEB_IMAGE" "{\"Entrypoint\":[\"/agnhost\"],\"Cmd\":$WEB_COMMAND}" web
  image "$TOOLBOX_IMAGE" "{$path,\"Cmd\":$TOOLBOX_COMMAND}" toolbox
}

pack() { all_images | archive "$work/images.tar"; }

step 'packages of kube-proxy and flannel' --from "$DEBIAN_SUITE $NETWORK_PACKAGES" "$here/build"/{debian,strip-root,link-network-root,oci}.sh --makes "$work"/layers/network.json --run network_root
step 'packages of the toolbox' --from "$DEBIAN_SUITE $TOOLBOX_PACKAGES" "$here/build"/{debian,strip-root,oci}.sh --makes "$work"/layers/toolbox.json --run toolbox_root
binary_step kubernetes /usr/local/bin kubernetes
binary_step etcd /usr/local/bin etcd etcdctl
binary_step coredns / coredns
binary_step pause / pause
binary_step flannel /usr/local/bin flannel=flanneld
binary_step web / agnhost
step 'archive of images' --from "$work/layers" "$here/versions.env" "$here/build"/{images,oci}.sh --makes "$work/images.tar" --run pack
