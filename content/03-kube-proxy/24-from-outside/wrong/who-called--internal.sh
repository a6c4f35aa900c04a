# node: control-plane
# says: it replaces the source
set -eu
kubectl patch service shop -p '{"spec":{"internalTrafficPolicy":"Local"}}'
sleep 3
kubectl patch service shop -p '{"spec":{"internalTrafficPolicy":"Cluster"}}'
