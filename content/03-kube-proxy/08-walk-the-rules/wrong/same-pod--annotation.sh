# node: control-plane
# says: each new connection throws the dice anew
set -eu
kubectl patch service shop -p '{"spec":{"sessionAffinity":"None"}}'
kubectl annotate --overwrite service shop sessionAffinity=ClientIP
