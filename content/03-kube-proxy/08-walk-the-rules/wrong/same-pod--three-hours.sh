# node: control-plane
# says: without a number it is 10800
set -eu
kubectl patch service shop -p '{"spec":{"sessionAffinity":"ClientIP"}}'
