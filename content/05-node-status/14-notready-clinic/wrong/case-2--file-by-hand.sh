# node: worker
# says: the DaemonSet wants 1 Pods
cat >"$KINDLAB_CNI_CONF" <<'END'
{"cniVersion":"1.0.0","name":"by-hand","plugins":[{"type":"bridge","ipam":{"type":"host-local","subnet":"10.244.1.0/24"}}]}
END
