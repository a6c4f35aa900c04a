# node: worker
# says: that is not a range of this node
set -eu
range=$(kubectl get node "$KINDLAB_CONTROL_PLANE" -o jsonpath='{.spec.podCIDR}')
ip netns add lab
echo '{"cniVersion":"1.0.0","name":"lab","type":"ptp","ipam":{"type":"host-local","subnet":"'"$range"'"}}' |
  CNI_COMMAND=ADD CNI_PATH=/opt/cni/bin CNI_CONTAINERID=lab CNI_NETNS=/run/netns/lab CNI_IFNAME=eth0 /opt/cni/bin/ptp
