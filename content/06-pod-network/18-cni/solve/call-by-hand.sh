# node: worker
set -eu
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}')
export CNI_PATH=/opt/cni/bin CNI_CONTAINERID=lab CNI_NETNS=/run/netns/lab CNI_IFNAME=eth0
cat >/root/lab.json <<END
{ "cniVersion": "1.0.0", "name": "lab", "type": "ptp",
  "ipam": { "type": "host-local", "routes": [{ "dst": "0.0.0.0/0" }],
    "ranges": [[{ "subnet": "$range", "rangeStart": "${range%.*}.200" }]] } }
END
# Removes the rest of an earlier attempt.
CNI_COMMAND=DEL /opt/cni/bin/ptp </root/lab.json 2>/dev/null || true
ip netns delete lab 2>/dev/null || true
ip netns add lab
CNI_COMMAND=ADD /opt/cni/bin/ptp </root/lab.json
