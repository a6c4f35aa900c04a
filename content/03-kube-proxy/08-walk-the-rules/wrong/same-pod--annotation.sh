# node: control-plane
# says: the kernel chooses again for each new connection
set -eu
kubectl patch service shop -p '{"spec":{"sessionAffinity":"None"}}'
kubectl annotate --overwrite service shop sessionAffinity=ClientIP
