# node: worker
# says: it does not lead to the node of the Pod
ip route replace "$KINDLAB_POD_CIDR" dev eth0
