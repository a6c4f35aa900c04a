#!/usr/bin/env bash
# Builds a node image for kind from Go modules and Debian packages, without a container registry: build.sh [image]
# The first build takes about ten minutes on two cores. Steps with unchanged inputs are skipped. KINDLAB_CACHE selects the folder of work files.
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
if is_current "$image"; then
  echo "== $image, unchanged: 0 s"
  exit
fi
# Prints the name of each compiled package, which shows the progress.
export GOFLAGS=-v
"$here/build/binaries.sh"
"$here/build/images.sh"
"$here/build/node.sh" "$image"
echo "== built $image"
