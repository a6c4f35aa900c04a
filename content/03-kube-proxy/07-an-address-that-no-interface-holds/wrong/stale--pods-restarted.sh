# node: control-plane
# says: the rules on this node are as old as the kube-proxy that wrote them
set -eu
kubectl rollout restart deployment shop
kubectl rollout status deployment shop --timeout=90s
