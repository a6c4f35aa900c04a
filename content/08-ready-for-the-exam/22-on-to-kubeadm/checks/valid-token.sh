# node: control-plane
set -u
# kind's own token has the ID abcdef.
tokens=$(kubectl get secrets -n kube-system --field-selector type=bootstrap.kubernetes.io/token -o json | jq -r '.items[].data | map_values(@base64d)
  | select(.["token-id"] != "abcdef") | "\(.["token-id"]) \(.["usage-bootstrap-authentication"] // "false") \(.["usage-bootstrap-signing"] // "false") \(.expiration // "2099-01-01")"') || exit 2
now=$(date +%s)
best=''
while read -r id authentication signing expiration; do
  [ -n "$id" ] || continue
  best="$id, authentication $authentication, signing $signing, until $expiration"
  [ "$authentication $signing" = 'true true' ] && [ "$(date -d "$expiration" +%s)" -gt "$now" ] && exit 0
done <<<"$tokens"

echo 'expected: a new bootstrap token, valid, for authentication and for signing'
if [ -z "$best" ]; then
  echo 'actual: there is only the token from the creation of this cluster'
  echo 'why: `kubeadm token create`, on the control-plane node'
elif [[ $best == *false* ]]; then
  echo "actual: $best"
  echo 'why: a new node has to verify the cluster (signing) and the cluster the node (authentication); without --usages a token does both'
else
  echo "actual: $best"
  echo 'why: the token has expired; create another one'
fi
exit 1
