# node: control-plane
# says: that is the range of the whole cluster
echo "$KINDLAB_POD_CIDR" >/root/answer-3
