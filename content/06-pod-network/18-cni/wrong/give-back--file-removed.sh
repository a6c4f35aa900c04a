# node: worker
# says: a node selector that excludes the worker
set -eu
kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" -p '{"spec":{"template":{"spec":{"nodeSelector":{"node-role.kubernetes.io/control-plane":""}}}}}'
rm -f /etc/cni/net.d/*
