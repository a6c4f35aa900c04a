#!/usr/bin/env bash
# Prints a hash of all inputs of a node image. An up-to-date image has it as its label `kindlab.node-image`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
find . -type f ! -name '*.md' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
