#!/bin/sh
# link-network-root.sh <root>: completes a root whose packages were unpacked but not configured. Its shell is busybox. As on a node, iptables is the
# nftables variant.
set -eu
cd "$1"
for applet in sh cat sed grep awk sleep ip ls ps; do [ -e "bin/$applet" ] || ln -s busybox "bin/$applet"; done
for family in iptables ip6tables; do
  for suffix in '' -save -restore; do ln -sf "xtables-nft-multi" "usr/sbin/$family$suffix"; done
done
