# node: control-plane
# says: a port of the nodes belongs to
set -eu
kubectl delete service stall --ignore-not-found
kubectl expose deployment stall --port=30088 --target-port=8080
