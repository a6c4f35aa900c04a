# node: control-plane
# says: kubectl changes the mirror only
kubectl annotate pod "beacon-$KINDLAB_WORKER" greeting=goodbye --overwrite
