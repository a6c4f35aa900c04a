# node: worker
# says: it leads to nobody who knows the Pod
ip route replace "$KINDLAB_POD_CIDR" dev eth0
