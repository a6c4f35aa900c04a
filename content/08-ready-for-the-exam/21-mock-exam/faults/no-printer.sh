# node: control-plane
set -eu
kubectl delete pod printer --ignore-not-found --now
