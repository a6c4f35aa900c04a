# node: control-plane
# says: it was created by hand
set -eu
kubectl create configmap treasure --from-literal=place=chest
