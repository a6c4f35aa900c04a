#!/bin/sh
# link-network-root.sh <root>: finishes a root whose packages were unpacked and not configured. busybox is its shell; iptables speaks to nftables,
# as everywhere on a node.
set -eu
cd "$1"
for applet in sh cat sed grep awk sleep ip ls ps; do [ -e "bin/$applet" ] || ln -s busybox "bin/$applet"; done
for family in iptables ip6tables; do
  for suffix in '' -save -restore; do ln -sf "xtables-nft-multi" "usr/sbin/$family$suffix"; done
done
