# node: worker
# says: the runtime uses the first file by name
set -eu
range=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.spec.podCIDR}')
echo '{"cniVersion":"1.0.0","name":"by-hand","plugins":[{"type":"ptp","ipam":{"type":"host-local","subnet":"'"$range"'"}}]}' >/etc/cni/net.d/10-by-hand.conflist
kubectl patch daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --type merge -p '{"spec":{"template":{"spec":{"nodeSelector":null}}}}'
kubectl rollout status daemonset -n kube-system "$KINDLAB_CNI_DAEMONSET" --timeout=120s
