# node: worker
# says: no configuration that it can read
set -eu
echo 'type: ptp' >/etc/cni/net.d/10-by-hand.conflist
