#!/usr/bin/env bash
# Builds a node image for kind from Go modules and Debian packages, with no container registry: build.sh [image]
# About ten minutes on two cores the first time. What is unchanged is not made again; KINDLAB_CACHE moves the work files.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/build/environment.sh"
. "$here/build/container.sh"
. "$here/build/lock.sh"
require docker:docker.io go:golang-go gcc:gcc mmdebstrap:mmdebstrap pkg-config:pkg-config jq:jq zstd:zstd
pkg-config --exists libseccomp || exit_missing libseccomp-dev
if ! [[ $(go env GOVERSION) =~ ^go1\.(2[6-9]|[3-9][0-9]) ]]; then
  echo "go is $(go env GOVERSION), and 1.26 or newer is needed; try: apt-get install -y golang-go, or a newer Go first in PATH" >&2
  exit 69
fi

image=${1:-kindlab/node:${KUBERNETES_VERSION#v}}
if is_current "$image" built; then
  echo "== $image, unchanged: 0 s"
  exit
fi
"$here/build/binaries.sh"
"$here/build/images.sh"
"$here/build/node.sh" "$image"
echo "== built $image"
