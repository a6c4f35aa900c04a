# node: control-plane
# says: it stays closed until an administrator opens it
set -eu
kubectl patch deployment bench -p '{"spec":{"template":{"spec":{"tolerations":[{"operator":"Exists"}]}}}}'
kubectl rollout status deployment bench --timeout=60s
