#!/usr/bin/env bash
# Prints one hash of everything that a node image is made from: the `kindlab.node-image` label of an image that is up to date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
find . -type f ! -name '*.md' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
