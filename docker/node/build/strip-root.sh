#!/bin/sh
# strip-root.sh <root>: removes files that a container does not need, and the apt sources, which name this machine's mirror.
set -eu
cd "$1"
rm -rf usr/share/doc usr/share/man usr/share/info usr/share/locale var/lib/apt/lists/* var/cache/* var/log/* etc/apt/sources.list
