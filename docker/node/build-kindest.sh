#!/usr/bin/env bash
# Makes a node image as a thin layer over kindest/node, for machines that reach a registry: build-kindest.sh [image]
# KINDEST_IMAGE, AGNHOST_IMAGE and DEBIAN_IMAGE name its bases otherwise, for a mirror.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/build/environment.sh"
. "$here/build/container.sh"
. "$here/build/lock.sh"
require docker:docker.io jq:jq

image=${1:-kindlab/node:${KUBERNETES_VERSION#v}}
files=$work/kindest
container=kindlab-kindest-build
trap 'docker rm --force "$container" >/dev/null 2>&1 || true' EXIT

pull_bases() {
  local base
  for base in "$KINDEST_IMAGE" "$AGNHOST_IMAGE" "$DEBIAN_IMAGE"; do
    docker image inspect "$base" >/dev/null 2>&1 || docker pull --quiet "$base"
  done
}

# build_image <image> <line of a Dockerfile>...
build_image() { printf '%s\n' "${@:2}" | docker build --quiet --tag "$1" - >/dev/null; }

lesson_images() {
  build_image "$WEB_IMAGE" "FROM $AGNHOST_IMAGE" 'ENTRYPOINT ["/agnhost"]' "CMD $WEB_COMMAND"
  build_image "$TOOLBOX_IMAGE" "FROM $DEBIAN_IMAGE" \
    "RUN apt-get update && apt-get install -y --no-install-recommends $TOOLBOX_PACKAGES && rm -rf /var/lib/apt/lists/*" "CMD $TOOLBOX_COMMAND"
  docker save --output "$work/lesson-images.tar" "$WEB_IMAGE" "$TOOLBOX_IMAGE"
  docker image rm "$WEB_IMAGE" "$TOOLBOX_IMAGE" >/dev/null
}

in_base() { docker run --rm --network none --entrypoint "$1" "$KINDEST_IMAGE" "${@:2}"; }

collect() {
  rm -rf "$files" && mkdir -p "$files/kind/build"
  cp -r "$here/extras/." "$files/"
  write_facts "$files/etc/kindlab/facts" FLAVOUR=kindest "KUBERNETES_VERSION=$(in_base cat /kind/version)" \
    "CONTAINERD_VERSION=$(in_base containerd --version | awk '{sub("^v", "", $3); print $3}')" \
    CNI=kindnet CNI_CONF=/etc/cni/net.d/10-kindnet.conflist CNI_DAEMONSET=kindnet
  cp "$here/build/inside.sh" "$here/build/inside-kindest.sh" "$files/kind/build/"
  ln "$work/lesson-images.tar" "$files/kind/build/"
}

layer() {
  local changes
  docker rm --force "$container" >/dev/null 2>&1 || true
  docker create --name "$container" --privileged --entrypoint bash "$KINDEST_IMAGE" -c \
    "cd /kind/build && bash inside-kindest.sh $LESSON_PACKAGES && bash inside.sh /kind/build/lesson-images.tar && rm -r /kind/build" >/dev/null
  add_files "$container" "$files"
  docker start --attach "$container"
  image_changes "$(contents "$files/etc/kindlab/facts")"
  name_image "$(docker commit "${changes[@]}" "$container")" "$image"
  rm -rf "$files" "$work/lesson-images.tar"
}

if is_current "$image" kindest; then
  echo "== $image, unchanged: 0 s"
  exit
fi
step 'base images' --run pull_bases
step 'lesson images' --run lesson_images
step 'files of the node' --run collect
step 'layer over the base' --run layer
echo "== built $image"
